/* SPDX-License-Identifier: GPL-2.0-only */
/* view_frames and its neighbours: pixels at known places of a made-up memory. */
#include "tests/emu/panel/synthetic.h"

#include "emu/panel/input.h"
#include <SDL_keycode.h>

static uint32_t pixel(const struct synthetic *s, int x, int y)
{
	return s->ui.canvas.px[y * s->ui.canvas.w + x];
}

/* A place in the window where the frame is shown. */
static bool find(const struct synthetic *s, uint32_t pfn, int *x, int *y)
{
	struct rect map = frames_area(&s->ui);

	for (*y = map.y; *y < map.y + map.h; (*y)++)
		for (*x = map.x; *x < map.x + map.w; (*x)++)
			if (frames_at(&s->ui, *x, *y) == pfn)
				return true;
	return false;
}

START_TEST(frames_have_the_colour_of_their_class)
{
	struct synthetic *s = synthetic_create(32768, 1440, 900);
	static const uint32_t pfns[] = {0x100, 0x200, 6100, 6710, 9010, 12100};
	int x, y;

	ui_draw(&s->ui);
	for (unsigned i = 0; i < sizeof(pfns) / sizeof(pfns[0]); i++) {
		ck_assert_msg(find(s, pfns[i], &x, &y), "frame %u is not shown", pfns[i]);
		ck_assert_uint_eq(pixel(s, x, y), s->ui.pal->class[s->state.class[pfns[i]]]);
	}
	synthetic_destroy(s);
}
END_TEST

/* Of the pane's width and height most is used, for small memories and large ones. */
START_TEST(all_memories_fill_the_pane)
{
	static const uint32_t mib[] = {16, 64, 128, 512, 1024, 2048, 3583};

	for (unsigned i = 0; i < sizeof(mib) / sizeof(mib[0]); i++) {
		struct synthetic *s = synthetic_create(mib[i] * 256, 1440, 900);
		struct rect map = frames_area(&s->ui);
		uint32_t row, shown = 0, last = NO_FRAME;

		ui_draw(&s->ui);
		row = s->ui.cam.row;
		ck_assert(row >= 64 && row <= 1024 && !(row & (row - 1)));
		for (int y = map.y; y < map.y + map.h; y++)
			shown += frames_at(&s->ui, map.x + 1, y) != NO_FRAME;
		ck_assert_msg(shown > (uint32_t)map.h * 6 / 10, "%u MiB: %u of %d lines", mib[i],
			      shown, map.h);
		for (int x = map.x; x < map.x + map.w; x++)
			if (frames_at(&s->ui, x, map.y + map.h / 2) != NO_FRAME)
				last = (uint32_t)x;
		ck_assert_msg((int)last > map.x + map.w * 7 / 10, "%u MiB: to %u of %d", mib[i],
			      last, map.x + map.w);
		synthetic_destroy(s);
	}
}
END_TEST

START_TEST(zooming_keeps_the_frame_under_the_mouse)
{
	struct synthetic *s = synthetic_create(32768, 1440, 900);
	int x, y;

	ui_draw(&s->ui);
	ck_assert(find(s, 16000, &x, &y));
	for (int i = 0; i < 12; i++) {
		frames_zoom(&s->ui, 1, x, y);
		ui_draw(&s->ui);
		uint32_t now = frames_at(&s->ui, x, y);
		int64_t column = (int64_t)(now % s->ui.cam.row) - (int64_t)(16000 % s->ui.cam.row);
		int64_t line = (int64_t)(now / s->ui.cam.row) - (int64_t)(16000 / s->ui.cam.row);

		ck_assert_msg(llabs(column) <= 1 && llabs(line) <= 1, "step %d: frame %u", i, now);
	}
	for (int i = 0; i < 20; i++)
		frames_zoom(&s->ui, -1, x, y);
	ui_draw(&s->ui);
	synthetic_destroy(s);
}
END_TEST

START_TEST(a_frame_is_brought_into_view)
{
	struct synthetic *s = synthetic_create(262144, 1440, 900);
	int x, y;

	ui_draw(&s->ui);
	for (int i = 0; i < 9; i++)
		frames_zoom(&s->ui, 1, 300, 300);
	ui_draw(&s->ui);
	ck_assert(!find(s, 200000, &x, &y));
	frames_show(&s->ui, 200000);
	ui_draw(&s->ui);
	ck_assert(find(s, 200000, &x, &y));
	frames_show(&s->ui, 5000000);
	synthetic_destroy(s);
}
END_TEST

START_TEST(lights_dim_all_others)
{
	struct synthetic *s = synthetic_create(32768, 1440, 900);
	int x, y;

	ui_draw(&s->ui);
	ck_assert(find(s, 12100, &x, &y));
	model_light(&s->model, (struct light){LIGHT_CLASS, FRAME_SLAB, 0});
	ck_assert_uint_eq(s->model.lit, s->state.count[FRAME_SLAB]);
	ui_draw(&s->ui);
	ck_assert_uint_ne(pixel(s, x, y), s->ui.pal->class[FRAME_PAGES]);
	ck_assert(find(s, 6100, &x, &y));
	ck_assert_uint_eq(pixel(s, x, y), s->ui.pal->class[FRAME_SLAB]);
	model_light(&s->model, (struct light){LIGHT_CLASS, FRAME_SLAB, 0});
	ck_assert_uint_eq(s->model.lit, 0);
	synthetic_destroy(s);
}
END_TEST

START_TEST(a_click_selects)
{
	struct synthetic *s = synthetic_create(32768, 1440, 900);
	int x, y;

	ui_draw(&s->ui);
	ck_assert(find(s, 9010, &x, &y));
	for (unsigned i = s->ui.clicks; i-- > 0;)
		if (rect_has(s->ui.click[i].r, x, y)) {
			ui_act(&s->ui, &s->ui.click[i], x, y);
			break;
		}
	ck_assert_uint_eq(s->model.cursor, 9010);
	ck_assert_uint_eq(s->model.selected, 1);
	synthetic_destroy(s);
}
END_TEST

/* Every place that can be clicked lies inside the window. */
START_TEST(all_views_draw_at_all_sizes_and_themes)
{
	static const int sizes[][2] = {{1024, 700}, {1440, 900}, {1920, 1080}};

	for (unsigned i = 0; i < 3; i++) {
		struct synthetic *s = synthetic_create(32768, sizes[i][0], sizes[i][1]);
		struct rect window = {0, 0, sizes[i][0], sizes[i][1]};

		for (int view = 0; view < VIEWS; view++) {
			s->ui.view = (enum view)view;
			s->ui.pal = palette_of((enum panel_theme)(view % 3));
			s->ui.help = view == 0;
			ui_arrange(&s->ui);
			ui_draw(&s->ui);
			ck_assert_uint_lt(s->ui.clicks, UI_CLICKS);
			for (unsigned n = 0; n < s->ui.clicks; n++)
				ck_assert(rect_meets(s->ui.click[n].r, window));
		}
		synthetic_destroy(s);
	}
}
END_TEST

START_TEST(the_same_state_gives_the_same_picture)
{
	struct synthetic *a = synthetic_create(32768, 1440, 900);
	struct synthetic *b = synthetic_create(32768, 1440, 900);

	ui_draw(&a->ui);
	ui_draw(&b->ui);
	ui_draw(&b->ui);
	ck_assert_mem_eq(a->ui.canvas.px, b->ui.canvas.px, 1440 * 900 * 4);
	synthetic_destroy(a);
	synthetic_destroy(b);
}
END_TEST

START_TEST(keys)
{
	struct synthetic *s = synthetic_create(32768, 1440, 900);
	struct ui *ui = &s->ui;

	ui_draw(ui);
	ck_assert_int_eq(input_key(ui, SDLK_RIGHT, 0), INPUT_DONE);
	ck_assert_uint_eq(s->model.cursor, 1);
	input_key(ui, SDLK_DOWN, 0);
	ck_assert_uint_eq(s->model.cursor, 1 + ui->cam.row);
	input_key(ui, SDLK_3, 0);
	ck_assert_int_eq(ui->view, VIEW_FRAMES);
	input_key(ui, SDLK_2, 0);
	ck_assert_int_eq(ui->view, VIEW_FRAMES);
	input_key(ui, SDLK_TAB, 0);
	ck_assert_int_eq(ui->view, VIEW_ZONES);
	input_key(ui, SDLK_SLASH, KMOD_LSHIFT);
	ck_assert(ui->help);
	input_key(ui, SDLK_ESCAPE, 0);
	ck_assert(!ui->help);
	input_key(ui, SDLK_c, 0);
	ck_assert_int_eq(s->model.light.kind, LIGHT_CLASS);
	input_key(ui, SDLK_o, 0);
	ck_assert_int_eq(s->model.light.kind, LIGHT_FREE);
	input_key(ui, SDLK_k, 0);
	ck_assert_int_eq(s->model.light.kind, LIGHT_CACHE);
	input_key(ui, SDLK_ESCAPE, 0);
	ck_assert_int_eq(s->model.light.kind, LIGHT_NONE);
	ck_assert_int_eq(input_key(ui, SDLK_F12, 0), INPUT_PICTURE);
	ck_assert_int_eq(input_key(ui, SDLK_q, 0), INPUT_DONE);
	ck_assert_int_eq(input_key(ui, SDLK_q, 0), INPUT_QUIT);
	ck_assert_int_eq(input_key(ui, SDLK_q, 0), INPUT_DONE);
	ck_assert_int_eq(input_key(ui, SDLK_SCROLLLOCK, 0), INPUT_NOTHING);
	input_key(ui, SDLK_RETURN, 0);
	ck_assert(ui->focus);
	synthetic_destroy(s);
}
END_TEST

START_TEST(sizes_in_words)
{
	char buf[24];

	ck_assert_str_eq(model_bytes(0, buf, sizeof(buf)), "0 B");
	ck_assert_str_eq(model_bytes(4096, buf, sizeof(buf)), "4 KiB");
	ck_assert_str_eq(model_bytes(1536, buf, sizeof(buf)), "1.5 KiB");
	ck_assert_str_eq(model_bytes(126 << 20, buf, sizeof(buf)), "126 MiB");
	ck_assert_str_eq(model_bytes(3ull << 30, buf, sizeof(buf)), "3 GiB");
}
END_TEST

START_TEST(utf8)
{
	const char *at = "a\xe2\x80\xa6\xc3\xa9\xff"
			 "b";

	ck_assert_uint_eq(utf8_next(&at), 'a');
	ck_assert_uint_eq(utf8_next(&at), 0x2026);
	ck_assert_uint_eq(utf8_next(&at), 0xe9);
	ck_assert_uint_eq(utf8_next(&at), 0xfffd);
	ck_assert_uint_eq(utf8_next(&at), 'b');
	ck_assert_uint_eq(utf8_next(&at), 0);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("frames");
	TCase *tc = tcase_create("all");

	tcase_add_test(tc, frames_have_the_colour_of_their_class);
	tcase_add_test(tc, all_memories_fill_the_pane);
	tcase_add_test(tc, zooming_keeps_the_frame_under_the_mouse);
	tcase_add_test(tc, a_frame_is_brought_into_view);
	tcase_add_test(tc, lights_dim_all_others);
	tcase_add_test(tc, a_click_selects);
	tcase_add_test(tc, all_views_draw_at_all_sizes_and_themes);
	tcase_add_test(tc, the_same_state_gives_the_same_picture);
	tcase_add_test(tc, keys);
	tcase_add_test(tc, sizes_in_words);
	tcase_add_test(tc, utf8);
	tcase_set_timeout(tc, 60);
	suite_add_tcase(suite, tc);

	SRunner *runner = srunner_create(suite);

	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
