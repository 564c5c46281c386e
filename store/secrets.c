#define _XOPEN_SOURCE 700
#include "store/secrets.h"

#include "casefile/sealed.h"

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
    MOST_KEYS = 64,
    NAME = 4, /* bytes of a key's name, which tells it from the others */
    NAME_DIGITS = 2 * NAME,
    NONCE = crypto_secretbox_NONCEBYTES,
    BLOCK = 64, /* values are sealed in blocks, so that their length does not tell what they are */
    BASE64 = sodium_base64_VARIANT_ORIGINAL
};

static const char before[] = "\"sealed:1:";

struct ms_secrets {
    unsigned char *keys; /* one behind the other, the first seals; in memory that is locked and guarded */
    size_t count;
};

/* ---- the keys ---------------------------------------------------------------------------------------------------- */

const char *ms_secrets_text(ms_secrets_status status)
{
    static const char *const texts[] = {
        [MS_SECRETS_OK] = "no error",
        [MS_SECRETS_NO_KEY] = "there is no key: MEDSUPPORT_KEY_FILE names its file, 'medsupport db key FILE' makes one",
        [MS_SECRETS_UNSAFE] = "the key file is not this user's, or others can read it; chmod 600 mends the latter",
        [MS_SECRETS_BAD] = "the key file cannot be read or made, or does not hold keys",
        [MS_SECRETS_OTHER_KEY] = "the value was sealed with a key that is not among those at hand",
        [MS_SECRETS_WRONG] = "the value was sealed for another place, or was altered",
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

/* Writes a new key, then those that are in a text, to a file that is not there yet. */
static bool write_keys(const char *path, const char *others, size_t length)
{
    unsigned char key[KEY];
    char digits[KEY_DIGITS + 2];
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file < 0) {
        return false;
    }
    crypto_secretbox_keygen(key);
    sodium_bin2hex(digits, KEY_DIGITS + 1, key, KEY);
    digits[KEY_DIGITS] = '\n';
    bool good = write_all(file, digits, KEY_DIGITS + 1) && write_all(file, others, length) && fsync(file) == 0;
    good = close(file) == 0 && good;
    sodium_memzero(key, sizeof key);
    sodium_memzero(digits, sizeof digits);
    if (!good) {
        unlink(path);
    }
    return good;
}

ms_secrets_status ms_secrets_make_key(const char *path)
{
    return sodium_init() >= 0 && write_keys(path, "", 0) ? MS_SECRETS_OK : MS_SECRETS_BAD;
}

/* Whether a file is one that nobody else can read or could have put there. */
static bool is_safe(int file)
{
    struct stat about;
    return fstat(file, &about) == 0 && S_ISREG(about.st_mode) && (about.st_mode & (S_IRWXG | S_IRWXO)) == 0
           && (about.st_uid == geteuid() || about.st_uid == 0);
}

static bool is_digit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* Reads the keys of a text, which stand apart. False when it holds anything else, or none. */
static bool parse_keys(const char *text, size_t length, unsigned char keys[MOST_KEYS * KEY], size_t *count)
{
    size_t at = 0;
    for (*count = 0; at < length; (*count)++) {
        size_t begin = at, bytes = 0;
        while (at < length && is_digit(text[at])) {
            at++;
        }
        if (at - begin != KEY_DIGITS || *count == MOST_KEYS
            || sodium_hex2bin(keys + *count * KEY, KEY, text + begin, KEY_DIGITS, NULL, &bytes, NULL) != 0) {
            return false;
        }
        while (at < length && (text[at] == '\n' || text[at] == ' ')) {
            at++;
        }
    }
    return *count > 0;
}

/* The text of a key file; false when it cannot be read or is longer than the room. */
static bool read_text(int file, char *text, size_t room, size_t *length)
{
    ssize_t n = 0;
    *length = 0;
    while (*length < room && (n = read(file, text + *length, room - *length)) > 0) {
        *length += (size_t)n;
    }
    return n == 0;
}

enum { LONGEST_FILE = MOST_KEYS * (KEY_DIGITS + 1) };

/* Reads a key file whole, into memory that is wiped by the caller. */
static ms_secrets_status read_file(const char *path, char text[LONGEST_FILE + 1], size_t *length)
{
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0) {
        return errno == ENOENT ? MS_SECRETS_NO_KEY : MS_SECRETS_BAD;
    }
    ms_secrets_status status = MS_SECRETS_UNSAFE;
    if (is_safe(file)) {
        status = read_text(file, text, LONGEST_FILE + 1, length) ? MS_SECRETS_OK : MS_SECRETS_BAD;
    }
    close(file);
    return status;
}

static ms_secrets_status open_keys(const char *path, unsigned char *keys, size_t *count)
{
    char text[LONGEST_FILE + 1];
    size_t length = 0;
    ms_secrets_status status = read_file(path, text, &length);
    if (status == MS_SECRETS_OK && !parse_keys(text, length, keys, count)) {
        status = MS_SECRETS_BAD;
    }
    sodium_memzero(text, sizeof text);
    return status;
}

static ms_secrets_status find_keys(const char *path, unsigned char *keys, size_t *count)
{
    const char *file = path == NULL ? getenv("MEDSUPPORT_KEY_FILE") : path, *given = getenv("MEDSUPPORT_KEY");
    if (file != NULL && file[0] != '\0') {
        return open_keys(file, keys, count);
    }
    if (given == NULL || given[0] == '\0') {
        return MS_SECRETS_NO_KEY;
    }
    return parse_keys(given, strlen(given), keys, count) ? MS_SECRETS_OK : MS_SECRETS_BAD;
}

ms_secrets_status ms_secrets_open(const char *path, ms_secrets **secrets)
{
    *secrets = NULL;
    ms_secrets *made = sodium_init() < 0 ? NULL : calloc(1, sizeof *made);
    if (made == NULL) {
        return MS_SECRETS_MEMORY;
    }
    made->keys = sodium_malloc(MOST_KEYS * KEY);
    ms_secrets_status status = made->keys == NULL ? MS_SECRETS_MEMORY : find_keys(path, made->keys, &made->count);
    if (status != MS_SECRETS_OK) {
        ms_secrets_close(made);
        return status;
    }
    sodium_mprotect_readonly(made->keys);
    *secrets = made;
    return MS_SECRETS_OK;
}

void ms_secrets_close(ms_secrets *secrets)
{
    if (secrets != NULL) {
        sodium_free(secrets->keys);
        free(secrets);
    }
}

/* The name of what replaces a file until it does: freed by the caller, NULL when memory is out. */
static char *name_beside(const char *path)
{
    static const char ending[] = ".new";
    size_t length = strlen(path);
    char *name = malloc(length + sizeof ending);
    if (name != NULL) {
        memcpy(name, path, length);
        memcpy(name + length, ending, sizeof ending);
    }
    return name;
}

ms_secrets_status ms_secrets_add_key(const char *path)
{
    ms_secrets *secrets;
    char text[LONGEST_FILE + 1];
    size_t length = 0;
    ms_secrets_status status = ms_secrets_open(path, &secrets);
    if (status != MS_SECRETS_OK) {
        return status;
    }
    bool full = secrets->count == MOST_KEYS;
    ms_secrets_close(secrets);
    status = full ? MS_SECRETS_BAD : read_file(path, text, &length);
    char *beside = name_beside(path);
    bool good =
        status == MS_SECRETS_OK && beside != NULL && write_keys(beside, text, length) && rename(beside, path) == 0;
    sodium_memzero(text, sizeof text);
    free(beside);
    return good ? MS_SECRETS_OK : status != MS_SECRETS_OK ? status : MS_SECRETS_BAD;
}

/* ---- the key of a value ------------------------------------------------------------------------------------------ */

/* What tells a key from the others, in hexadecimal digits and a NUL. */
static void name_key(const unsigned char *key, char digits[NAME_DIGITS + 1])
{
    unsigned char name[crypto_generichash_BYTES];
    static const char domain[] = "medsupport.key-name/1";
    crypto_generichash(name, sizeof name, (const unsigned char *)domain, sizeof domain - 1, key, KEY);
    sodium_bin2hex(digits, NAME_DIGITS + 1, name, NAME);
}

/* The key of that name; NULL when it is not at hand. */
static const unsigned char *find_key(const ms_secrets *secrets, const char *name)
{
    char digits[NAME_DIGITS + 1];
    for (size_t i = 0; i < secrets->count; i++) {
        name_key(secrets->keys + i * KEY, digits);
        if (memcmp(digits, name, NAME_DIGITS) == 0) {
            return secrets->keys + i * KEY;
        }
    }
    return NULL;
}

/* The key of a place. */
static void derive(const unsigned char *of, const char *case_id, ms_text place, unsigned char key[KEY])
{
    crypto_generichash_state state;
    size_t length = strlen(case_id) + 1; /* its NUL ends it */
    crypto_generichash_init(&state, of, KEY, KEY);
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
    char name[NAME_DIGITS + 1];
    size_t padded = 0, room = value.length + BLOCK;
    unsigned char *bytes = malloc(NONCE + crypto_secretbox_MACBYTES + room);
    if (bytes == NULL) {
        return MS_SECRETS_MEMORY;
    }
    unsigned char *plain = bytes + NONCE + crypto_secretbox_MACBYTES;
    memcpy(plain, value.at, value.length);
    sodium_pad(&padded, plain, value.length, BLOCK, room);
    randombytes_buf(bytes, NONCE);
    derive(secrets->keys, case_id, place, key);
    crypto_secretbox_easy(bytes + NONCE, plain, padded, bytes, key); /* in place */
    sodium_memzero(key, sizeof key);
    name_key(secrets->keys, name);
    ms_buffer_put(sealed, before);
    ms_buffer_put(sealed, name);
    ms_buffer_put(sealed, ":");
    put_base64(sealed, bytes, NONCE + crypto_secretbox_MACBYTES + padded);
    ms_buffer_put(sealed, "\"");
    free(bytes);
    return sealed->failed ? MS_SECRETS_MEMORY : MS_SECRETS_OK;
}

bool ms_secrets_is_sealed(ms_text value)
{
    return value.length > 2 && value.at[0] == '"' && value.at[value.length - 1] == '"'
           && ms_is_sealed((ms_text){value.at + 1, value.length - 2});
}

bool ms_secrets_is_current(const ms_secrets *secrets, ms_text sealed)
{
    return ms_secrets_is_sealed(sealed) && find_key(secrets, sealed.at + sizeof before - 1) == secrets->keys;
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
    size_t begin = sizeof before - 1 + NAME_DIGITS + 1, length = 0;
    if (!ms_secrets_is_sealed(sealed)) {
        return MS_SECRETS_WRONG;
    }
    const unsigned char *of = find_key(secrets, sealed.at + sizeof before - 1);
    if (of == NULL) {
        return MS_SECRETS_OTHER_KEY;
    }
    size_t digits = sealed.length - begin - 1;
    unsigned char *bytes = malloc(digits);
    if (bytes == NULL) {
        return MS_SECRETS_MEMORY;
    }
    ms_secrets_status status = MS_SECRETS_WRONG;
    if (sodium_base642bin(bytes, digits, sealed.at + begin, digits, NULL, &length, NULL, BASE64) == 0) {
        derive(of, case_id, place, key);
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
