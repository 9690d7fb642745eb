/* SPDX-License-Identifier: GPL-2.0-only */
/* layout: panes stay inside the window and never overlap, at every size, scale and view. */
#include <check.h>

#include "emu/panel/layout.h"

static void check(int w, int h, double asked)
{
	struct rect window = {0, 0, w, h};
	double scale = layout_scale(asked, w, h);

	for (int view = 0; view < VIEWS; view++) {
		struct layout l = layout_compute(w, h, scale, (enum view)view);

		for (int a = 0; a < PANES; a++) {
			struct rect r = l.pane[a];

			if (!r.w)
				continue;
			ck_assert_msg(r.w > 0 && r.h > 0, "%dx%d view %d pane %d: %dx%d", w, h,
				      view, a, r.w, r.h);
			struct rect cut = rect_cut(r, window);
			ck_assert_msg(cut.w == r.w && cut.h == r.h,
				      "%dx%d view %d pane %d sticks out", w, h, view, a);
			for (int b = 0; b < a; b++)
				ck_assert_msg(!l.pane[b].w || !rect_meets(r, l.pane[b]),
					      "%dx%d view %d: panes %d and %d overlap", w, h, view,
					      a, b);
		}
	}
}

START_TEST(panes_never_overlap)
{
	static const int sizes[][2] = {{1024, 700},  {1280, 720},  {1280, 800},	 {1366, 768},
				       {1440, 900},  {1600, 1200}, {1920, 1080}, {2560, 1440},
				       {3840, 2160}, {1024, 2000}, {3000, 700}};

	for (unsigned i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		check(sizes[i][0], sizes[i][1], 0);
		check(sizes[i][0], sizes[i][1], 1);
		check(sizes[i][0], sizes[i][1], 1.5);
	}
	check(3840, 2160, 3);
}
END_TEST

START_TEST(every_view_shows_something_of_its_own)
{
	static const enum pane own[VIEWS] = {PANE_FRAMES, PANE_SERIAL, PANE_FRAMES, PANE_ZONES,
					     PANE_SLABS,  PANE_SCREEN, PANE_OUTSIDE};

	for (int view = 0; view < VIEWS; view++) {
		struct layout l = layout_compute(1440, 900, 1, (enum view)view);

		ck_assert_int_gt(l.pane[own[view]].w, 0);
		ck_assert_int_gt(l.pane[PANE_TOP].w, 0);
		ck_assert_int_gt(l.pane[PANE_STATUS].w, 0);
	}
}
END_TEST

START_TEST(text_grows_with_the_window_unless_told)
{
	ck_assert_double_eq_tol(layout_scale(0, 1440, 900), 1.0, 1e-9);
	ck_assert_double_eq_tol(layout_scale(0, 2880, 1800), 2.0, 1e-9);
	ck_assert_double_eq_tol(layout_scale(0, 1024, 700), 0.75, 1e-9);
	ck_assert_double_eq_tol(layout_scale(2.5, 1440, 900), 2.5, 1e-9);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("layout");
	TCase *tc = tcase_create("all");

	tcase_add_test(tc, panes_never_overlap);
	tcase_add_test(tc, every_view_shows_something_of_its_own);
	tcase_add_test(tc, text_grows_with_the_window_unless_told);
	tcase_set_timeout(tc, 60);
	suite_add_tcase(suite, tc);

	SRunner *runner = srunner_create(suite);

	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
