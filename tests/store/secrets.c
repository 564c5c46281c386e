/* store/secrets.c: what is sealed, for which place, and what is shown in its stead. */
#define _XOPEN_SOURCE 700
#include "store/secrets.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[200];

static const char *path_of(const char *name)
{
    static char path[300];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static int begin(void **state)
{
    (void)state;
    const char *base = getenv("TMPDIR");
    snprintf(folder, sizeof folder, "%s/medsupport-secrets.XXXXXX", base == NULL ? P_tmpdir : base);
    return mkdtemp(folder) == NULL;
}

static int end(void **state)
{
    (void)state;
    unlink(path_of("key"));
    unlink(path_of("other"));
    unlink(path_of("link"));
    return rmdir(folder);
}

static ms_text text_of(const char *text)
{
    return (ms_text){text, strlen(text)};
}

static ms_secrets *open_key(const char *name)
{
    ms_secrets *secrets;
    unlink(path_of(name));
    assert_int_equal(ms_secrets_make_key(path_of(name)), MS_SECRETS_OK);
    assert_int_equal(ms_secrets_open(path_of(name), &secrets), MS_SECRETS_OK);
    assert_non_null(secrets);
    return secrets;
}

static const char number[] = "\"123-45-6789\"";
static const char path[] = "/parent_seeking/social_security_number";

static void what_is_sealed_comes_back(void **state)
{
    (void)state;
    static const char *const values[] = {"\"123-45-6789\"", "{\"street\":\"1 Elm\",\"zip\":\"65101\"}", "null", "",
                                         "\"a text of sixty-two bytes, one and two less than a full block..\""};
    ms_secrets *secrets = open_key("key");
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        ms_buffer one = {0}, again = {0}, value = {0};
        ms_text plain = text_of(values[i]);
        assert_int_equal(ms_secrets_seal(secrets, "c-1", text_of(path), plain, &one), MS_SECRETS_OK);
        assert_int_equal(ms_secrets_seal(secrets, "c-1", text_of(path), plain, &again), MS_SECRETS_OK);
        ms_text sealed = {one.text, one.length};
        assert_true(ms_secrets_is_sealed(sealed));
        assert_false(one.length == again.length && memcmp(one.text, again.text, one.length) == 0); /* never the same */
        ms_buffer_add(&one, "", 1);
        assert_null(strstr(one.text, "6789"));
        assert_int_equal(ms_secrets_reveal(secrets, "c-1", text_of(path), sealed, &value), MS_SECRETS_OK);
        assert_int_equal(value.length, plain.length);
        assert_true(plain.length == 0 || memcmp(value.text, plain.at, plain.length) == 0);
        ms_buffer_free(&one);
        ms_buffer_free(&again);
        ms_secrets_wipe(&value);
        assert_null(value.text);
    }
    ms_secrets_close(secrets);
    ms_secrets_close(NULL);
}

static ms_secrets_status reveal_nothing(const ms_secrets *secrets, const char *case_id, const char *place,
                                        ms_text sealed)
{
    ms_buffer value = {0};
    ms_secrets_status status = ms_secrets_reveal(secrets, case_id, text_of(place), sealed, &value);
    assert_int_not_equal(status, MS_SECRETS_OK);
    assert_int_equal(value.length, 0);
    ms_buffer_free(&value);
    return status;
}

static void assert_wrong(const ms_secrets *secrets, const char *case_id, const char *place, ms_text sealed)
{
    assert_int_equal(reveal_nothing(secrets, case_id, place, sealed), MS_SECRETS_WRONG);
}

static void nothing_else_opens_it(void **state)
{
    (void)state;
    ms_secrets *secrets = open_key("key"), *other = open_key("other");
    ms_buffer out = {0};
    assert_int_equal(ms_secrets_seal(secrets, "c-1", text_of(path), text_of(number), &out), MS_SECRETS_OK);
    ms_text sealed = {out.text, out.length};
    assert_int_equal(reveal_nothing(other, "c-1", path, sealed), MS_SECRETS_OTHER_KEY);
    assert_wrong(secrets, "c-2", path, sealed);
    assert_wrong(secrets, "c-1", "/parent_not_seeking/social_security_number", sealed);
    assert_wrong(secrets, "c-", "1/parent_seeking/social_security_number", sealed);
    for (size_t i = 0; i < out.length; i++) {
        char before = out.text[i];
        out.text[i] = before == 'A' ? 'B' : 'A';
        (void)reveal_nothing(secrets, "c-1", path, sealed);
        out.text[i] = before == '0' ? '1' : '0'; /* in the name of the key, that of another one */
        (void)reveal_nothing(secrets, "c-1", path, sealed);
        out.text[i] = before;
    }
    for (size_t length = 0; length < out.length; length++) {
        assert_wrong(secrets, "c-1", path, (ms_text){out.text, length});
    }
    assert_wrong(secrets, "c-1", path, text_of(number));
    assert_wrong(secrets, "c-1", path, text_of("\"sealed:1:\""));
    assert_wrong(secrets, "c-1", path, text_of("\"sealed:1:AAAA\""));
    ms_buffer_free(&out);
    ms_secrets_close(secrets);
    ms_secrets_close(other);
}

static void assert_refused(const char *file, ms_secrets_status expected)
{
    ms_secrets *secrets;
    ms_secrets_status status = ms_secrets_open(file, &secrets);
    assert_int_equal(status, expected);
    assert_null(secrets);
    assert_true(strlen(ms_secrets_text(status)) > 10);
}

static void write_key(const char *text)
{
    FILE *file = fopen(path_of("key"), "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void a_key_file_is_safe_or_is_not_used(void **state)
{
    (void)state;
    static const mode_t unsafe[] = {0640, 0604, 0620, 0601, 0777};
    static const char *const bad[] = {"", "\n", "12",
                                      "zz00000000000000000000000000000000000000000000000000000000000000"};
    struct stat about;
    ms_secrets *secrets = open_key("key");
    ms_secrets_close(secrets);
    assert_int_equal(stat(path_of("key"), &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
    assert_int_equal(ms_secrets_make_key(path_of("key")), MS_SECRETS_BAD); /* it stays as it is */
    for (size_t i = 0; i < sizeof unsafe / sizeof unsafe[0]; i++) {
        assert_int_equal(chmod(path_of("key"), unsafe[i]), 0);
        assert_refused(path_of("key"), MS_SECRETS_UNSAFE);
    }
    assert_int_equal(chmod(path_of("key"), 0400), 0);
    assert_int_equal(ms_secrets_open(path_of("key"), &secrets), MS_SECRETS_OK);
    ms_secrets_close(secrets);
    if (geteuid() == 0) {
        assert_int_equal(chown(path_of("key"), 65534, 65534), 0);
        assert_refused(path_of("key"), MS_SECRETS_UNSAFE);
        assert_int_equal(chown(path_of("key"), 0, 0), 0);
    }
    assert_int_equal(chmod(path_of("key"), 0600), 0);
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        write_key(bad[i]);
        assert_refused(path_of("key"), MS_SECRETS_BAD);
    }
    assert_refused(path_of("none"), MS_SECRETS_NO_KEY);
    assert_refused(folder, MS_SECRETS_UNSAFE);
    assert_refused("", MS_SECRETS_NO_KEY);
}

static void the_environment_names_the_file(void **state)
{
    (void)state;
    ms_secrets *secrets = open_key("key");
    ms_buffer sealed = {0}, value = {0};
    assert_int_equal(ms_secrets_seal(secrets, "c", text_of(path), text_of(number), &sealed), MS_SECRETS_OK);
    ms_secrets_close(secrets);
    unsetenv("MEDSUPPORT_KEY_FILE");
    assert_refused(NULL, MS_SECRETS_NO_KEY);
    setenv("MEDSUPPORT_KEY_FILE", path_of("key"), 1);
    assert_int_equal(ms_secrets_open(NULL, &secrets), MS_SECRETS_OK);
    assert_int_equal(ms_secrets_reveal(secrets, "c", text_of(path), (ms_text){sealed.text, sealed.length}, &value),
                     MS_SECRETS_OK);
    unsetenv("MEDSUPPORT_KEY_FILE");
    ms_secrets_close(secrets);
    ms_buffer_free(&sealed);
    ms_secrets_wipe(&value);
}

/* The bytes that seal a value under the keys of a file. */
static ms_text seal_with(const char *file, ms_buffer *out)
{
    ms_secrets *secrets;
    out->length = 0;
    assert_int_equal(ms_secrets_open(path_of(file), &secrets), MS_SECRETS_OK);
    assert_int_equal(ms_secrets_seal(secrets, "c", text_of(path), text_of(number), out), MS_SECRETS_OK);
    ms_text sealed = {out->text, out->length};
    assert_true(ms_secrets_is_current(secrets, sealed));
    ms_secrets_close(secrets);
    return sealed;
}

static void a_new_key_leaves_the_old_ones(void **state)
{
    (void)state;
    enum { MOST = 64 };
    struct stat about;
    ms_buffer before = {0}, after = {0}, value = {0};
    ms_secrets *secrets = open_key("key");
    ms_secrets_close(secrets);
    ms_text old = seal_with("key", &before);
    assert_int_equal(ms_secrets_add_key(path_of("key")), MS_SECRETS_OK);
    assert_int_equal(stat(path_of("key"), &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
    ms_text new = seal_with("key", &after);
    assert_int_equal(ms_secrets_open(path_of("key"), &secrets), MS_SECRETS_OK);
    assert_false(ms_secrets_is_current(secrets, old));
    assert_int_equal(ms_secrets_reveal(secrets, "c", text_of(path), old, &value), MS_SECRETS_OK);
    assert_int_equal(ms_secrets_reveal(secrets, "c", text_of(path), new, &value), MS_SECRETS_OK);
    assert_int_equal(value.length, 2 * strlen(number));
    ms_secrets_close(secrets);
    for (int i = 2; i < MOST; i++) {
        assert_int_equal(ms_secrets_add_key(path_of("key")), MS_SECRETS_OK);
    }
    assert_int_equal(ms_secrets_add_key(path_of("key")), MS_SECRETS_BAD); /* full */
    (void)seal_with("key", &after);
    assert_int_equal(chmod(path_of("key"), 0644), 0);
    assert_int_equal(ms_secrets_add_key(path_of("key")), MS_SECRETS_UNSAFE);
    ms_buffer_free(&before);
    ms_buffer_free(&after);
    ms_secrets_wipe(&value);
}

static void the_environment_may_hold_the_keys(void **state)
{
    (void)state;
    static const char keys[] = "0000000000000000000000000000000000000000000000000000000000000001 "
                               "0000000000000000000000000000000000000000000000000000000000000002";
    ms_secrets *secrets;
    ms_buffer sealed = {0};
    unsetenv("MEDSUPPORT_KEY_FILE");
    setenv("MEDSUPPORT_KEY", keys, 1);
    assert_int_equal(ms_secrets_open(NULL, &secrets), MS_SECRETS_OK);
    assert_int_equal(ms_secrets_seal(secrets, "c", text_of(path), text_of(number), &sealed), MS_SECRETS_OK);
    ms_secrets_close(secrets);
    setenv("MEDSUPPORT_KEY", keys + 65, 1); /* the second alone */
    assert_int_equal(ms_secrets_open(NULL, &secrets), MS_SECRETS_OK);
    assert_int_equal(reveal_nothing(secrets, "c", path, (ms_text){sealed.text, sealed.length}), MS_SECRETS_OTHER_KEY);
    ms_secrets_close(secrets);
    setenv("MEDSUPPORT_KEY", "none", 1);
    assert_refused(NULL, MS_SECRETS_BAD);
    unsetenv("MEDSUPPORT_KEY");
    ms_buffer_free(&sealed);
}

static void assert_mask(ms_secret_kind kind, const char *value, const char *expected)
{
    ms_buffer shown = {0};
    ms_secrets_mask(kind, text_of(value), &shown);
    ms_buffer_add(&shown, "", 1);
    assert_string_equal(shown.text, expected);
    ms_buffer_free(&shown);
}

static void little_is_shown(void **state)
{
    (void)state;
    assert_mask(MS_SECRET_NUMBER, "\"123-45-6789\"", "***-**-6789");
    assert_mask(MS_SECRET_NUMBER, "123456789", "***-**-6789");
    assert_mask(MS_SECRET_NUMBER, "\"6789\"", "***-**-****");
    assert_mask(MS_SECRET_NUMBER, "\"1234567890\"", "***-**-****");
    assert_mask(MS_SECRET_NUMBER, "\"sealed:1:123456789\"", "***-**-****");
    assert_mask(MS_SECRET_NUMBER, "", "***-**-****");
    assert_mask(MS_SECRET_ADDRESS, "\"1 Elm Street\"", "(protected)");
    assert_mask(MS_SECRET_ADDRESS, "\"sealed:1:AAAA\"", "(protected)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_sealed_comes_back),
        cmocka_unit_test(nothing_else_opens_it),
        cmocka_unit_test(a_key_file_is_safe_or_is_not_used),
        cmocka_unit_test(the_environment_names_the_file),
        cmocka_unit_test(a_new_key_leaves_the_old_ones),
        cmocka_unit_test(the_environment_may_hold_the_keys),
        cmocka_unit_test(little_is_shown),
    };
    return cmocka_run_group_tests_name("secrets", tests, begin, end);
}
