/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * palette: classes are told apart by everybody. Distances are CIE 1976 (Lab); colour
 * blindness is simulated by the matrices of Vienot, Brettel and Mollon (1999).
 */
#include <check.h>
#include <math.h>

#include "emu/panel/palette.h"

struct lab {
	double l, a, b;
};

static double linear(double c)
{
	return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double curve(double t)
{
	return t > 0.008856 ? cbrt(t) : 7.787 * t + 16.0 / 116;
}

enum vision { ALL_COLOURS, NO_RED, NO_GREEN, NO_COLOUR };

static struct lab seen(uint32_t rgb, enum vision vision)
{
	double r = linear((rgb >> 16 & 255) / 255.0), g = linear((rgb >> 8 & 255) / 255.0);
	double b = linear((rgb & 255) / 255.0);

	if (vision == NO_RED) {
		r = g = 0.11238 * r + 0.88762 * g;
	} else if (vision == NO_GREEN) {
		r = g = 0.29275 * r + 0.70725 * g;
	} else if (vision == NO_COLOUR) {
		r = g = b = 0.2126 * r + 0.7152 * g + 0.0722 * b;
	}
	double x = curve((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
	double y = curve(0.2126 * r + 0.7152 * g + 0.0722 * b);
	double z = curve((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);

	return (struct lab){116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

static double distance(uint32_t a, uint32_t b, enum vision vision)
{
	struct lab x = seen(a, vision), y = seen(b, vision);

	return sqrt((x.l - y.l) * (x.l - y.l) + (x.a - y.a) * (x.a - y.a) +
		    (x.b - y.b) * (x.b - y.b));
}

/* What is commonly side by side on the map. */
static const enum frame_class common[] = {FRAME_FREE,	 FRAME_FREE + 10, FRAME_PCP,	FRAME_SLAB,
					  FRAME_TABLE,	 FRAME_VMALLOC,	  FRAME_MODULE, FRAME_STACK,
					  FRAME_KMAPPED, FRAME_PAGES,	  FRAME_IMAGE,	FRAME_HOLE};

static void check(enum panel_theme theme, enum vision vision, double least)
{
	const struct palette *pal = palette_of(theme);
	unsigned count = sizeof(common) / sizeof(common[0]);

	for (unsigned i = 0; i < count; i++)
		for (unsigned j = 0; j < i; j++) {
			double d = distance(pal->class[common[i]], pal -> class[common[j]], vision);

			ck_assert_msg(d >= least, "theme %d vision %d: %s and %s are %.1f apart",
				      theme, vision, frame_class_name(common[i]),
				      frame_class_name(common[j]), d);
		}
}

START_TEST(classes_differ_for_everybody)
{
	for (int theme = PANEL_DARK; theme <= PANEL_LIGHT; theme++) {
		check((enum panel_theme)theme, ALL_COLOURS, 18);
		check((enum panel_theme)theme, NO_RED, 8);
		check((enum panel_theme)theme, NO_GREEN, 8);
	}
}
END_TEST

START_TEST(grey_has_no_colour_but_differs_in_lightness)
{
	const struct palette *pal = palette_of(PANEL_GREY);

	for (int i = 0; i < FRAME_CLASSES; i++) {
		uint32_t c = pal->class[i];

		ck_assert((c >> 16 & 255) == (c >> 8 & 255) && (c >> 8 & 255) == (c & 255));
	}
	check(PANEL_GREY, NO_COLOUR, 2.5);
}
END_TEST

START_TEST(free_blocks_are_a_steady_ramp)
{
	for (int theme = 0; theme <= PANEL_GREY; theme++) {
		const struct palette *pal = palette_of((enum panel_theme)theme);
		double sign = theme == PANEL_LIGHT ? 1 : -1;

		for (int order = 1; order < INTROSPECT_ORDERS; order++)
			ck_assert_double_gt(sign * (seen(pal->class[order], ALL_COLOURS).l -
						    seen(pal->class[order - 1], ALL_COLOURS).l),
					    0.5);
	}
}
END_TEST

/* WCAG 2.1 contrast ratio */
static double contrast(uint32_t a, uint32_t b)
{
	double x = pow((seen(a, ALL_COLOURS).l + 16) / 116, 3);
	double y = pow((seen(b, ALL_COLOURS).l + 16) / 116, 3);

	return (fmax(x, y) + 0.05) / (fmin(x, y) + 0.05);
}

START_TEST(text_can_be_read)
{
	for (int theme = 0; theme <= PANEL_GREY; theme++) {
		const struct palette *pal = palette_of((enum panel_theme)theme);

		ck_assert_double_ge(contrast(pal->text, pal->pane), 10);
		ck_assert_double_ge(contrast(pal->dim, pal->pane), 5);
		ck_assert_double_ge(contrast(pal->accent, pal->pane), 5);
		ck_assert_double_ge(contrast(pal->warn, pal->back), 4.5);
		for (int i = 0; i < FRAME_CLASSES; i++)
			ck_assert_msg(contrast(palette_ink(pal->class[i]), pal->class[i]) >= 4,
				      "theme %d class %d", theme, i);
	}
}
END_TEST

START_TEST(every_class_has_a_name_and_a_letter)
{
	for (int i = 0; i < FRAME_CLASSES; i++) {
		ck_assert_ptr_nonnull(frame_class_name((enum frame_class)i));
		ck_assert_int_ne(palette_glyph((enum frame_class)i), 0);
	}
	ck_assert_int_eq(palette_glyph(FRAME_SLAB), 'S');
	ck_assert_int_eq(palette_glyph(FRAME_FREE + 10), 'A');
	ck_assert_int_eq(palette_glyph(FRAME_HOLE), ' ');
	ck_assert_int_eq(palette_glyph(FRAME_DMA), 'd');
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("palette");
	TCase *tc = tcase_create("all");

	tcase_add_test(tc, classes_differ_for_everybody);
	tcase_add_test(tc, grey_has_no_colour_but_differs_in_lightness);
	tcase_add_test(tc, free_blocks_are_a_steady_ramp);
	tcase_add_test(tc, text_can_be_read);
	tcase_add_test(tc, every_class_has_a_name_and_a_letter);
	tcase_set_timeout(tc, 60);
	suite_add_tcase(suite, tc);

	SRunner *runner = srunner_create(suite);

	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
