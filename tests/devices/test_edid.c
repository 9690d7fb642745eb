/* SPDX-License-Identifier: GPL-2.0-only */
/* The EDID is one that a reader takes: header, checksum, its preferred timing, its descriptors. */
#include <check.h>
#include <string.h>

#include "devices/edid.h"

START_TEST(block)
{
	static const uint8_t header[8] = {0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0};
	uint8_t edid[EDID_BYTES], sum = 0;
	const uint8_t *timing = edid + 54;
	unsigned w, h, h_total, v_total, hz;

	edid_build(edid);
	for (unsigned i = 0; i < EDID_BYTES; i++)
		sum = (uint8_t)(sum + edid[i]);
	ck_assert_uint_eq(sum, 0);
	ck_assert_mem_eq(edid, header, sizeof(header));
	ck_assert_uint_eq(edid[18], 1);
	ck_assert_uint_eq(edid[126], 0);
	w = timing[2] | (timing[4] & 0xf0u) << 4;
	h = timing[5] | (timing[7] & 0xf0u) << 4;
	h_total = w + (timing[3] | (timing[4] & 0x0fu) << 8);
	v_total = h + (timing[6] | (timing[7] & 0x0fu) << 8);
	hz = (timing[0] | timing[1] << 8) * 10000u / (h_total * v_total);
	ck_assert_uint_eq(w, 1024);
	ck_assert_uint_eq(h, 768);
	ck_assert_uint_eq(hz, 60);
	ck_assert_uint_eq(edid[72 + 3], 0xfd);
	ck_assert_uint_eq(edid[90 + 3], 0xfc);
	ck_assert_mem_eq(edid + 95, "zonemu\n ", 8);
	ck_assert_uint_eq(edid[108 + 3], 0xff);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("edid");
	TCase *tcase = tcase_create("edid");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_add_test(tcase, block);
	suite_add_tcase(suite, tcase);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
