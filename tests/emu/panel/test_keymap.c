/* SPDX-License-Identifier: GPL-2.0-only */
/* keymap: against the keyboard's own table of set 1. */
#include <SDL_scancode.h>
#include <check.h>
#include <string.h>

#include "emu/panel/keymap.h"

static void sends(int scancode, bool pressed, const char *expected)
{
	uint8_t bytes[KEYMAP_MAX];
	unsigned count = keymap_set1(scancode, pressed, bytes);

	ck_assert_uint_eq(count, strlen(expected));
	ck_assert_msg(!memcmp(bytes, expected, count), "scancode %d", scancode);
}

START_TEST(keys_and_their_release)
{
	sends(SDL_SCANCODE_A, true, "\x1e");
	sends(SDL_SCANCODE_A, false, "\x9e");
	sends(SDL_SCANCODE_RETURN, true, "\x1c");
	sends(SDL_SCANCODE_ESCAPE, false, "\x81");
	sends(SDL_SCANCODE_F12, true, "\x58");
	sends(SDL_SCANCODE_UP, true, "\xe0\x48");
	sends(SDL_SCANCODE_UP, false, "\xe0\xc8");
	sends(SDL_SCANCODE_RCTRL, true, "\xe0\x1d");
	sends(SDL_SCANCODE_KP_ENTER, false, "\xe0\x9c");
}
END_TEST

START_TEST(keys_with_sequences_of_their_own)
{
	sends(SDL_SCANCODE_PAUSE, true, "\xe1\x1d\x45\xe1\x9d\xc5");
	sends(SDL_SCANCODE_PAUSE, false, "");
	sends(SDL_SCANCODE_PRINTSCREEN, true, "\xe0\x2a\xe0\x37");
	sends(SDL_SCANCODE_PRINTSCREEN, false, "\xe0\xb7\xe0\xaa");
}
END_TEST

START_TEST(unknown_keys_send_nothing)
{
	sends(SDL_SCANCODE_UNKNOWN, true, "");
	sends(-1, true, "");
	sends(SDL_NUM_SCANCODES, true, "");
	sends(SDL_SCANCODE_AUDIOPLAY, true, "");
}
END_TEST

/* Keypad and arrows share codes but for the prefix; nothing else may share one. */
START_TEST(no_two_keys_are_the_same)
{
	bool used[2][128] = {{false}};

	for (int scancode = 0; scancode < SDL_NUM_SCANCODES; scancode++) {
		uint8_t bytes[KEYMAP_MAX];
		unsigned count = keymap_set1(scancode, true, bytes);

		if (!count || count > 2 || scancode == SDL_SCANCODE_NONUSHASH)
			continue;
		bool *seen = &used[count - 1][bytes[count - 1]];

		ck_assert_msg(!*seen, "scancode %d", scancode);
		*seen = true;
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("keymap");
	TCase *tc = tcase_create("all");

	tcase_add_test(tc, keys_and_their_release);
	tcase_add_test(tc, keys_with_sequences_of_their_own);
	tcase_add_test(tc, unknown_keys_send_nothing);
	tcase_add_test(tc, no_two_keys_are_the_same);
	tcase_set_timeout(tc, 60);
	suite_add_tcase(suite, tc);

	SRunner *runner = srunner_create(suite);

	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
