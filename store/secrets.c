#define _XOPEN_SOURCE 700
#include "store/secrets.h"

#include <sodium.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    KEY = crypto_secretbox_KEYBYTES,
    KEY_DIGITS = 2 * KEY,
    NONCE = crypto_secretbox_NONCEBYTES,
    BLOCK = 64, /* values are sealed in blocks, so that their length does not tell what they are */
    BASE64 = sodium_base64_VARIANT_ORIGINAL
};

static const char before[] = "\"sealed:1:";

struct ms_secrets {
    unsigned char *key; /* in memory that is locked and guarded */
};

/* ---- the key ----------------------------------------------------------------------------------------------------- */

const char *ms_secrets_text(ms_secrets_status status)
{
    static const char *const texts[] = {
        [MS_SECRETS_OK] = "no error",
        [MS_SECRETS_NO_KEY] = "there is no key for what is sealed; MEDSUPPORT_KEY_FILE names the file with the key",
        [MS_SECRETS_UNSAFE] = "the key file is not this user's, or others can read it; chmod 600 mends the latter",
        [MS_SECRETS_BAD] = "the key file cannot be read or made, or holds no key",
        [MS_SECRETS_WRONG] = "the value was sealed with another key or for another place, or was altered",
        [MS_SECRETS_MEMORY] = "out of memory",
    };
    return texts[status];
}

static bool write_all(int file, const char *text, size_t length)
{
    while (length > 0) {
        ssize_t n = write(file, text, length);
        if (n < 0 && errno != EINTR) {
            return false;
        }
        text += n > 0 ? n : 0;
        length -= n > 0 ? (size_t)n : 0;
    }
    return true;
}

ms_secrets_status ms_secrets_make_key(const char *path)
{
    unsigned char key[KEY];
    char digits[KEY_DIGITS + 2];
    int file = sodium_init() < 0 ? -1 : open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file < 0) {
        return MS_SECRETS_BAD;
    }
    crypto_secretbox_keygen(key);
    sodium_bin2hex(digits, KEY_DIGITS + 1, key, KEY);
    digits[KEY_DIGITS] = '\n';
    bool good = write_all(file, digits, KEY_DIGITS + 1) && fsync(file) == 0;
    good = close(file) == 0 && good;
    sodium_memzero(key, sizeof key);
    sodium_memzero(digits, sizeof digits);
    if (!good) {
        unlink(path);
    }
    return good ? MS_SECRETS_OK : MS_SECRETS_BAD;
}

/* Whether a file is one that nobody else can read or could have put there. */
static bool is_safe(int file)
{
    struct stat about;
    return fstat(file, &about) == 0 && S_ISREG(about.st_mode) && (about.st_mode & (S_IRWXG | S_IRWXO)) == 0
           && (about.st_uid == geteuid() || about.st_uid == 0);
}

/* Reads the digits, with a line break at most behind them. */
static bool read_key(int file, unsigned char *key)
{
    char digits[KEY_DIGITS + 3];
    size_t length = 0, bytes = 0;
    ssize_t n;
    while (length < sizeof digits && (n = read(file, digits + length, sizeof digits - length)) > 0) {
        length += (size_t)n;
    }
    bool whole = length == KEY_DIGITS || (length == KEY_DIGITS + 1 && digits[KEY_DIGITS] == '\n');
    bool good = whole && sodium_hex2bin(key, KEY, digits, KEY_DIGITS, NULL, &bytes, NULL) == 0 && bytes == KEY;
    sodium_memzero(digits, sizeof digits);
    return good;
}

static ms_secrets_status open_key(const char *path, unsigned char *key)
{
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0) {
        return errno == ENOENT ? MS_SECRETS_NO_KEY : MS_SECRETS_BAD;
    }
    ms_secrets_status status = MS_SECRETS_UNSAFE;
    if (is_safe(file)) {
        status = read_key(file, key) ? MS_SECRETS_OK : MS_SECRETS_BAD;
    }
    close(file);
    return status;
}

ms_secrets_status ms_secrets_open(const char *path, ms_secrets **secrets)
{
    *secrets = NULL;
    path = path == NULL ? getenv("MEDSUPPORT_KEY_FILE") : path;
    if (path == NULL || path[0] == '\0') {
        return MS_SECRETS_NO_KEY;
    }
    ms_secrets *made = sodium_init() < 0 ? NULL : calloc(1, sizeof *made);
    if (made == NULL) {
        return MS_SECRETS_MEMORY;
    }
    made->key = sodium_malloc(KEY);
    ms_secrets_status status = made->key == NULL ? MS_SECRETS_MEMORY : open_key(path, made->key);
    if (status != MS_SECRETS_OK) {
        ms_secrets_close(made);
        return status;
    }
    sodium_mprotect_readonly(made->key);
    *secrets = made;
    return MS_SECRETS_OK;
}

void ms_secrets_close(ms_secrets *secrets)
{
    if (secrets != NULL) {
        sodium_free(secrets->key);
        free(secrets);
    }
}

/* The key of a place. */
static void derive(const ms_secrets *secrets, const char *case_id, ms_text place, unsigned char key[KEY])
{
    crypto_generichash_state state;
    size_t length = strlen(case_id) + 1; /* its NUL ends it */
    crypto_generichash_init(&state, secrets->key, KEY, KEY);
    crypto_generichash_update(&state, (const unsigned char *)case_id, length);
    crypto_generichash_update(&state, (const unsigned char *)place.at, place.length);
    crypto_generichash_final(&state, key, KEY);
    sodium_memzero(&state, sizeof state);
}

/* ---- sealing ----------------------------------------------------------------------------------------------------- */

void ms_secrets_wipe(ms_buffer *buffer)
{
    if (buffer->text != NULL) {
        sodium_memzero(buffer->text, buffer->capacity);
    }
    ms_buffer_free(buffer);
}

static void put_base64(ms_buffer *out, const unsigned char *bytes, size_t length)
{
    size_t room = sodium_base64_encoded_len(length, BASE64);
    if (ms_buffer_reserve(out, room)) {
        sodium_bin2base64(out->text + out->length, room, bytes, length, BASE64);
        out->length += room - 1; /* the NUL */
    }
}

ms_secrets_status ms_secrets_seal(const ms_secrets *secrets, const char *case_id, ms_text place, ms_text value,
                                  ms_buffer *sealed)
{
    unsigned char key[KEY];
    size_t padded = 0, room = value.length + BLOCK;
    unsigned char *bytes = malloc(NONCE + crypto_secretbox_MACBYTES + room);
    if (bytes == NULL) {
        return MS_SECRETS_MEMORY;
    }
    unsigned char *plain = bytes + NONCE + crypto_secretbox_MACBYTES;
    memcpy(plain, value.at, value.length);
    sodium_pad(&padded, plain, value.length, BLOCK, room);
    randombytes_buf(bytes, NONCE);
    derive(secrets, case_id, place, key);
    crypto_secretbox_easy(bytes + NONCE, plain, padded, bytes, key); /* in place */
    sodium_memzero(key, sizeof key);
    ms_buffer_put(sealed, before);
    put_base64(sealed, bytes, NONCE + crypto_secretbox_MACBYTES + padded);
    ms_buffer_put(sealed, "\"");
    free(bytes);
    return sealed->failed ? MS_SECRETS_MEMORY : MS_SECRETS_OK;
}

bool ms_secrets_is_sealed(ms_text value)
{
    size_t length = sizeof before - 1;
    return value.length > length + 1 && memcmp(value.at, before, length) == 0 && value.at[value.length - 1] == '"';
}

/* Opens what was taken out of its base64. */
static ms_secrets_status reveal_bytes(unsigned char *bytes, size_t length, const unsigned char key[KEY],
                                      ms_buffer *value)
{
    size_t plain = 0;
    if (length < NONCE + crypto_secretbox_MACBYTES + BLOCK
        || crypto_secretbox_open_easy(bytes + NONCE, bytes + NONCE, length - NONCE, bytes, key) != 0
        || sodium_unpad(&plain, bytes + NONCE, length - NONCE - crypto_secretbox_MACBYTES, BLOCK) != 0) {
        return MS_SECRETS_WRONG;
    }
    ms_buffer_add(value, (const char *)bytes + NONCE, plain);
    return value->failed ? MS_SECRETS_MEMORY : MS_SECRETS_OK;
}

ms_secrets_status ms_secrets_reveal(const ms_secrets *secrets, const char *case_id, ms_text place, ms_text sealed,
                                    ms_buffer *value)
{
    unsigned char key[KEY];
    size_t begin = sizeof before - 1, length = 0;
    if (!ms_secrets_is_sealed(sealed)) {
        return MS_SECRETS_WRONG;
    }
    size_t digits = sealed.length - begin - 1;
    unsigned char *bytes = malloc(digits);
    if (bytes == NULL) {
        return MS_SECRETS_MEMORY;
    }
    ms_secrets_status status = MS_SECRETS_WRONG;
    if (sodium_base642bin(bytes, digits, sealed.at + begin, digits, NULL, &length, NULL, BASE64) == 0) {
        derive(secrets, case_id, place, key);
        status = reveal_bytes(bytes, length, key, value);
        sodium_memzero(key, sizeof key);
    }
    sodium_memzero(bytes, digits);
    free(bytes);
    return status;
}

/* ---- showing ----------------------------------------------------------------------------------------------------- */

/* The digits of a number, at most ten of them: a Social Security number has nine. */
static size_t digits_of(ms_text value, char digits[10])
{
    size_t count = 0;
    for (size_t i = 0; i < value.length && count < 10; i++) {
        if (value.at[i] >= '0' && value.at[i] <= '9') {
            digits[count++] = value.at[i];
        }
    }
    return count;
}

void ms_secrets_mask(ms_secret_kind kind, ms_text value, ms_buffer *shown)
{
    enum { DIGITS = 9, HIDDEN = 5 };
    char digits[10];
    if (kind == MS_SECRET_ADDRESS) {
        ms_buffer_put(shown, "(protected)");
        return;
    }
    bool known = !ms_secrets_is_sealed(value) && digits_of(value, digits) == DIGITS;
    ms_buffer_put(shown, "***-**-");
    ms_buffer_add(shown, known ? digits + HIDDEN : "****", DIGITS - HIDDEN);
}
