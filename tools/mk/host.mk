# The emulator itself: everything in emu, mmu and devices.

HOST_PKGS    := sdl2 SDL2_ttf libelf libdw vterm libcjson zlib
HOST_SRCS    := $(sort $(shell find emu mmu devices -name '*.c'))
HOST_WARN    := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wundef -Wvla -Werror
HOST_CFLAGS  := -std=gnu11 -g $(HOST_WARN) -I. -D_GNU_SOURCE $(shell pkg-config --cflags $(HOST_PKGS) 2>/dev/null) \
                -DZONEMU_VERSION='"$(shell cat VERSION 2>/dev/null)"' -DZONEMU_PREFIX='"$(PREFIX)"'
HOST_OPT     ?= -O2
HOST_LIBS    := $(shell pkg-config --libs $(HOST_PKGS) 2>/dev/null) -lZydis -lpthread -lm
HOST_OBJS    := $(HOST_SRCS:%.c=$(B)/host/%.o) $(B)/host/gen/vga_font.o
HOST_LIB     := $(B)/host/libzonemu.a

.PHONY: all
all: $(B)/zonemu guest

$(B)/host/emu/cpu/%.o $(B)/san/emu/cpu/%.o: HOST_CFLAGS += -fno-strict-aliasing -fwrapv
# The interpreter's handlers end in calls in tail position. Where the compiler makes them jumps,
# traces may run on into each other without end.
$(B)/host/emu/cpu/%.o: HOST_CFLAGS += $(if $(filter -O2 -O3,$(HOST_OPT)),-DCPU_CHAIN -foptimize-sibling-calls)

$(B)/host/%.o: %.c $(MK_FILES)
	@mkdir -p $(@D)
	$(call say,CC,$@)
	$(CC) $(HOST_CFLAGS) $(HOST_OPT) -MMD -MP -c $< -o $@

# The VGA's font, from the typeface of the panel.
FONT_DIRS := /usr/share/fonts/truetype/dejavu /usr/share/fonts/dejavu /usr/share/fonts/TTF \
             /usr/share/fonts/dejavu-sans-mono-fonts /usr/local/share/fonts/dejavu \
             /usr/share/fonts/truetype/ttf-dejavu
VGA_FACE  := $(firstword $(wildcard $(addsuffix /DejaVuSansMono.ttf,$(FONT_DIRS))))

$(B)/mkfont: tools/mkfont.c emu/panel/cp437.c
	@mkdir -p $(@D)
	$(call say,CC,$@)
	$(CC) $(HOST_CFLAGS) $^ $(HOST_LIBS) -o $@

$(B)/gen/vga_font.c: $(B)/mkfont
	@mkdir -p $(@D)
	$(call say,GEN,$@)
	$< $(VGA_FACE) >$@.new && mv $@.new $@

$(B)/host/gen/vga_font.o $(B)/san/gen/vga_font.o: $(B)/gen/vga_font.c
	@mkdir -p $(@D)
	$(call say,CC,$@)
	$(CC) $(HOST_CFLAGS) -c $< -o $@

$(HOST_LIB): $(filter-out $(B)/host/emu/main.o,$(HOST_OBJS))
	$(call say,AR,$@)
	@rm -f $@
	ar rcs $@ $^

$(B)/zonemu: $(B)/host/emu/main.o $(HOST_LIB)
	$(call say,LD,$@)
	$(CC) $^ $(HOST_LIBS) -o $@

# The same under AddressSanitizer and UndefinedBehaviorSanitizer.
SAN_FLAGS := -O1 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all
SAN_OBJS  := $(HOST_SRCS:%.c=$(B)/san/%.o) $(B)/san/gen/vga_font.o
SAN_LIB   := $(B)/san/libzonemu.a

$(B)/san/%.o: %.c $(MK_FILES)
	@mkdir -p $(@D)
	$(call say,CC,$@)
	$(CC) $(HOST_CFLAGS) $(SAN_FLAGS) -MMD -MP -c $< -o $@

$(SAN_LIB): $(filter-out $(B)/san/emu/main.o,$(SAN_OBJS))
	$(call say,AR,$@)
	@rm -f $@
	ar rcs $@ $^

$(B)/san/zonemu: $(B)/san/emu/main.o $(SAN_LIB)
	$(call say,LD,$@)
	$(CC) $(SAN_FLAGS) $^ $(HOST_LIBS) -o $@

-include $(HOST_OBJS:.o=.d) $(SAN_OBJS:.o=.d)
