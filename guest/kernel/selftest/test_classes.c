/* SPDX-License-Identifier: GPL-2.0-only */
/* Small classes: multiplexers, lamps of several colors and lamps that flash. */
#include <linux/device.h>
#include <linux/err.h>
#include <linux/led-class-flash.h>
#include <linux/led-class-multicolor.h>
#include <linux/linear_range.h>
#include <linux/mux/consumer.h>
#include <linux/mux/driver.h>
#include <linux/selftest.h>
#include <linux/string.h>

#include "fs/sysfs/sysfs.h"

static char text[PAGE_SIZE];

static bool reads(const char *path, const char *want)
{
	ssize_t len = sysfs_read_text(path, text, sizeof(text));

	return len >= 0 && !strcmp(text, want);
}

/* ---- multiplexers ---- */

static int stands, moves;

static int set_mux(struct mux_control *mux, int state)
{
	if (state == 3)
		return -EIO;
	stands = state;
	moves++;
	return 0;
}

static const struct mux_control_ops mux_ops = {.set = set_mux};

static void take_turns(struct selftest *t, struct mux_control *mux)
{
	EXPECT(t, stands == MUX_IDLE_DISCONNECT && moves == 1);
	EXPECT(t, !mux_control_select(mux, 2) && stands == 2);
	EXPECT(t, mux_control_try_select(mux, 1) == -EBUSY && stands == 2);
	EXPECT(t, !mux_control_deselect(mux) && stands == MUX_IDLE_DISCONNECT);
	EXPECT(t, mux_control_select(mux, 3) == -EIO && stands == MUX_IDLE_DISCONNECT);
	EXPECT(t, !mux_control_try_select(mux, 1) && stands == 1);
	EXPECT(t, !mux_control_deselect(mux));
	mux->idle_state = MUX_IDLE_AS_IS;
	moves = 0;
	EXPECT(t, !mux_control_select(mux, 0) && !mux_control_deselect(mux));
	EXPECT(t, !mux_control_select(mux, 0) && !mux_control_deselect(mux));
	EXPECT(t, moves == 1);
}

SELFTEST(classes, users_of_a_multiplexer_take_turns)
{
	struct device *root = root_device_register("selftest-mux");
	struct mux_chip *chip;

	if (!EXPECT(t, !IS_ERR(root)))
		return;
	stands = moves = 0;
	chip = mux_chip_alloc(root, 2, sizeof(int));
	if (EXPECT(t, !IS_ERR(chip))) {
		EXPECT(t, mux_control_get_index(&chip->mux[1]) == 1);
		EXPECT(t, mux_chip_priv(chip) == &chip->mux[2]);
		chip->ops = &mux_ops;
		chip->mux[0].states = chip->mux[1].states = 4;
		chip->mux[0].idle_state = MUX_IDLE_DISCONNECT;
		if (EXPECT(t, !mux_chip_register(chip))) {
			take_turns(t, &chip->mux[0]);
			mux_chip_unregister(chip);
		}
		mux_chip_free(chip);
	}
	EXPECT(t, PTR_ERR(mux_control_get(root, "none")) == -ENODEV);
	root_device_unregister(root);
}

/* ---- lamps ---- */

static unsigned int red, blue;

static int set_colors(struct led_classdev *led, enum led_brightness brightness)
{
	struct led_classdev_mc *mc = lcdev_to_mccdev(led);

	led_mc_calc_color_components(mc, brightness);
	red = mc->subled_info[0].brightness;
	blue = mc->subled_info[1].brightness;
	return 0;
}

SELFTEST(classes, colors_are_mixed)
{
	struct mc_subled colors[] = {{.color_index = LED_COLOR_ID_RED, .intensity = 100},
				     {.color_index = LED_COLOR_ID_BLUE, .intensity = 50}};
	struct led_classdev_mc mc = {
	    .led_cdev = {.name = "selftest:mixed",
			 .max_brightness = 200,
			 .brightness_set_blocking = set_colors},
	    .subled_info = colors,
	};

	EXPECT(t, led_classdev_multicolor_register(NULL, &mc) == -EINVAL);
	mc.num_colors = 2;
	if (!EXPECT(t, !led_classdev_multicolor_register(NULL, &mc)))
		return;
	EXPECT(t, reads("devices/virtual/leds/selftest:mixed/multi_index", "red blue\n"));
	EXPECT(t, reads("devices/virtual/leds/selftest:mixed/multi_intensity", "100 50\n"));
	EXPECT(t, !led_set_brightness_sync(&mc.led_cdev, 100) && red == 50 && blue == 25);
	led_classdev_multicolor_unregister(&mc);
}

static u32 current_set;
static bool strobing;

static int set_current(struct led_classdev_flash *flash, u32 microamperes)
{
	current_set = microamperes;
	return 0;
}

static int set_strobe(struct led_classdev_flash *flash, bool on)
{
	strobing = on;
	return 0;
}

static int set_torch(struct led_classdev *led, enum led_brightness brightness)
{
	return 0;
}

static int get_fault(struct led_classdev_flash *flash, u32 *faults)
{
	*faults = LED_FAULT_TIMEOUT | LED_FAULT_SHORT_CIRCUIT;
	return 0;
}

static const struct led_flash_ops flash_ops = {
    .flash_brightness_set = set_current,
    .strobe_set = set_strobe,
    .fault_get = get_fault,
};

#define LAMP "devices/virtual/leds/selftest:flash/"

SELFTEST(classes, flashes_go_by_steps)
{
	struct led_classdev_flash flash = {
	    .led_cdev = {.name = "selftest:flash",
			 .flags = LED_DEV_CAP_FLASH,
			 .brightness_set_blocking = set_torch},
	    .brightness = {.min = 1000, .max = 10000, .step = 500},
	};

	u32 faults;

	EXPECT(t, led_classdev_flash_register(NULL, &flash) == -EINVAL); /* no strobe_set() */
	flash.ops = &flash_ops;
	if (!EXPECT(t, !led_classdev_flash_register(NULL, &flash)))
		return;
	EXPECT(t, !led_set_flash_brightness(&flash, 1700) && current_set == 1500);
	EXPECT(t, !led_set_flash_brightness(&flash, 50000) && current_set == 10000);
	EXPECT(t, reads(LAMP "flash_brightness", "10000\n"));
	EXPECT(t, reads(LAMP "max_flash_brightness", "10000\n"));
	EXPECT(t, reads(LAMP "flash_fault", "flash-timeout-exceeded controller-short-circuit \n"));
	EXPECT(t, sysfs_read_text(LAMP "flash_timeout", text, sizeof(text)) == -ENOENT);
	EXPECT(t, led_set_flash_timeout(&flash, 1) == -EINVAL);
	EXPECT(t, !led_get_flash_fault(&flash, &faults) && faults);
	EXPECT(t, !led_set_flash_strobe(&flash, true) && strobing);
	led_classdev_flash_unregister(&flash);
}

SELFTEST(classes, selectors_lie_on_lines)
{
	static const struct linear_range r[] = {LINEAR_RANGE(100, 0, 4, 10),
						LINEAR_RANGE(200, 5, 9, 50)};
	unsigned int val, sel;
	bool found;

	EXPECT(t, linear_range_values_in_range_array(r, 2) == 10);
	EXPECT(t, linear_range_get_max_value(&r[1]) == 400);
	EXPECT(t, !linear_range_get_value_array(r, 2, 6, &val) && val == 250);
	EXPECT(t, linear_range_get_value_array(r, 2, 10, &val) == -EINVAL);
	EXPECT(t, !linear_range_get_selector_low(&r[0], 125, &sel, &found) && sel == 2 && found);
	EXPECT(t, !linear_range_get_selector_low(&r[0], 160, &sel, &found) && sel == 4 && !found);
	EXPECT(t, linear_range_get_selector_low(&r[0], 99, &sel, &found) == -EINVAL);
	EXPECT(t, !linear_range_get_selector_high(&r[0], 125, &sel, &found) && sel == 3 && found);
	EXPECT(t, linear_range_get_selector_high(&r[0], 141, &sel, &found) == -EINVAL);
	EXPECT(t, !linear_range_get_selector_low_array(r, 2, 180, &sel, &found) && sel == 4);
	EXPECT(t, !found);
	linear_range_get_selector_within(&r[1], 10, &sel);
	EXPECT(t, sel == 5);
}
