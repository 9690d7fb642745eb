/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * soundcard: the ioctls of /dev/dsp and /dev/mixer, as the Open Sound System (OSS 3.8) numbers
 * them: letter P for samples, M for the mixer. An int goes in and what the device made of it comes
 * out, unless another type is named.
 */
#ifndef _LINUX_SOUNDCARD_H
#define _LINUX_SOUNDCARD_H

#include <linux/ioctl.h>

#define OPEN_SOUND_SYSTEM
#define SOUND_VERSION  0x030802
#define OSS_GETVERSION _SIOR('M', 118, int)

#define _SIO(letter, nr)	 _IO(letter, nr)
#define _SIOR(letter, nr, type)	 _IOR(letter, nr, type)
#define _SIOW(letter, nr, type)	 _IOW(letter, nr, type)
#define _SIOWR(letter, nr, type) _IOWR(letter, nr, type)

/*
 * How samples look. A driver says which of these it takes (GETFMTS) and which is set (SETFMT;
 * AFMT_QUERY only asks).
 */
#define AFMT_QUERY  0
#define AFMT_U8	    0x008
#define AFMT_S8	    0x040
#define AFMT_S16_LE 0x010
#define AFMT_S16_BE 0x020
#define AFMT_U16_LE 0x080
#define AFMT_U16_BE 0x100
#define AFMT_S16_NE AFMT_S16_LE /* this processor's */
/* by logarithms, and packed */
#define AFMT_MU_LAW    0x001
#define AFMT_A_LAW     0x002
#define AFMT_IMA_ADPCM 0x004
#define AFMT_MPEG      0x200
#define AFMT_AC3       0x400

#define SNDCTL_DSP_SPEED      _SIOWR('P', 2, int) /* samples a second */
#define SNDCTL_DSP_STEREO     _SIOWR('P', 3, int) /* 0 or 1 */
#define SNDCTL_DSP_SETFMT     _SIOWR('P', 5, int)
#define SNDCTL_DSP_SAMPLESIZE SNDCTL_DSP_SETFMT /* its old name: AFMT_U8 is 8, AFMT_S16_LE 16 */
#define SNDCTL_DSP_CHANNELS   _SIOWR('P', 6, int)
#define SNDCTL_DSP_GETFMTS    _SIOR('P', 11, int)
#define SNDCTL_DSP_PROFILE    _SIOW('P', 23, int) /* one of APF_ */
#define APF_NORMAL	      0
#define APF_NETWORK	      1 /* late fragments are to be expected */
#define APF_CPUINTENS	      2

/* The buffer: how it is cut, what is free or full, where the hardware is, and mapping it. */
typedef struct audio_buf_info {
	int fragments; /* that can be read or written at once */
	int fragstotal, fragsize;
	int bytes; /* the same, and what is in one begun */
} audio_buf_info;

typedef struct count_info {
	int bytes;  /* since the start */
	int blocks; /* fragments done since the last call */
	int ptr;    /* place in the buffer */
} count_info;

typedef struct buffmem_desc {
	unsigned int *buffer;
	int size;
} buffmem_desc;

#define SNDCTL_DSP_GETBLKSIZE  _SIOWR('P', 4, int)
#define SNDCTL_DSP_SUBDIVIDE   _SIOWR('P', 9, int)
#define SNDCTL_DSP_SETFRAGMENT _SIOWR('P', 10, int) /* how many << 16 | log2 of the size */
#define SNDCTL_DSP_GETOSPACE   _SIOR('P', 12, audio_buf_info)
#define SNDCTL_DSP_GETISPACE   _SIOR('P', 13, audio_buf_info)
#define SNDCTL_DSP_GETIPTR     _SIOR('P', 17, count_info)
#define SNDCTL_DSP_GETOPTR     _SIOR('P', 18, count_info)
#define SNDCTL_DSP_GETODELAY   _SIOR('P', 23, int)
#define SNDCTL_DSP_MAPINBUF    _SIOR('P', 19, buffmem_desc)
#define SNDCTL_DSP_MAPOUTBUF   _SIOR('P', 20, buffmem_desc)

/* Starting and stopping. SYNC plays what is there first, RESET drops it. */
#define SNDCTL_DSP_RESET      _SIO('P', 0)
#define SNDCTL_DSP_SYNC	      _SIO('P', 1)
#define SNDCTL_DSP_POST	      _SIO('P', 8)
#define SNDCTL_DSP_NONBLOCK   _SIO('P', 14)
#define SNDCTL_DSP_GETTRIGGER _SIOR('P', 16, int)
#define SNDCTL_DSP_SETTRIGGER _SIOW('P', 16, int)
#define PCM_ENABLE_INPUT      1
#define PCM_ENABLE_OUTPUT     2
#define SNDCTL_DSP_SETSYNCRO  _SIO('P', 21)
#define SNDCTL_DSP_SETDUPLEX  _SIO('P', 22)

/* What the device can do; the lowest byte is a version. */
#define SNDCTL_DSP_GETCAPS _SIOR('P', 15, int)
#define DSP_CAP_REVISION   0xff
#define DSP_CAP_DUPLEX	   (1 << 8)  /* plays and records at once */
#define DSP_CAP_REALTIME   (1 << 9)  /* GETOPTR is exact */
#define DSP_CAP_BATCH	   (1 << 10) /* has a buffer of its own */
#define DSP_CAP_COPROC	   (1 << 11)
#define DSP_CAP_TRIGGER	   (1 << 12)
#define DSP_CAP_MMAP	   (1 << 13)
#define DSP_CAP_MULTI	   (1 << 14)
#define DSP_CAP_BIND	   (1 << 15)

/* Cards with several plugs. */
#define SNDCTL_DSP_GETCHANNELMASK _SIOWR('P', 64, int)
#define SNDCTL_DSP_BIND_CHANNEL	  _SIOWR('P', 65, int)
#define DSP_BIND_QUERY		  0
#define DSP_BIND_FRONT		  (1 << 0)
#define DSP_BIND_SURR		  (1 << 1)
#define DSP_BIND_CENTER_LFE	  (1 << 2)
#define DSP_BIND_HANDSET	  (1 << 3)
#define DSP_BIND_MIC		  (1 << 4)
#define DSP_BIND_MODEM1		  (1 << 5)
#define DSP_BIND_MODEM2		  (1 << 6)
#define DSP_BIND_I2S		  (1 << 7)
#define DSP_BIND_SPDIF		  (1 << 8)

/* The digital plug: bits of its channel status (IEC 958). */
#define SNDCTL_DSP_SETSPDIF _SIOW('P', 66, int)
#define SNDCTL_DSP_GETSPDIF _SIOR('P', 67, int)
#define SPDIF_PRO	    (1 << 0)
#define SPDIF_N_AUD	    (1 << 1)
#define SPDIF_COPY	    (1 << 2)
#define SPDIF_PRE	    (1 << 3)
#define SPDIF_CC	    (0x7f << 4)
#define SPDIF_L		    (1 << 11)
#define SPDIF_DRS	    (1 << 14)
#define SPDIF_V		    (1 << 15)

/* Questions that only /dev/dsp's older programs ask, */
#define SOUND_PCM_READ_RATE	_SIOR('P', 2, int)
#define SOUND_PCM_READ_BITS	_SIOR('P', 5, int)
#define SOUND_PCM_READ_CHANNELS _SIOR('P', 6, int)
#define SOUND_PCM_READ_FILTER	_SIOR('P', 7, int)
#define SOUND_PCM_WRITE_FILTER	_SIOWR('P', 7, int)
/* and their names for the others. */
#define SOUND_PCM_WRITE_RATE	 SNDCTL_DSP_SPEED
#define SOUND_PCM_WRITE_BITS	 SNDCTL_DSP_SETFMT
#define SOUND_PCM_WRITE_CHANNELS SNDCTL_DSP_CHANNELS
#define SOUND_PCM_SETFMT	 SNDCTL_DSP_SETFMT
#define SOUND_PCM_GETFMTS	 SNDCTL_DSP_GETFMTS
#define SOUND_PCM_SETFRAGMENT	 SNDCTL_DSP_SETFRAGMENT
#define SOUND_PCM_SUBDIVIDE	 SNDCTL_DSP_SUBDIVIDE
#define SOUND_PCM_GETOSPACE	 SNDCTL_DSP_GETOSPACE
#define SOUND_PCM_GETISPACE	 SNDCTL_DSP_GETISPACE
#define SOUND_PCM_GETOPTR	 SNDCTL_DSP_GETOPTR
#define SOUND_PCM_GETIPTR	 SNDCTL_DSP_GETIPTR
#define SOUND_PCM_MAPOUTBUF	 SNDCTL_DSP_MAPOUTBUF
#define SOUND_PCM_MAPINBUF	 SNDCTL_DSP_MAPINBUF
#define SOUND_PCM_GETTRIGGER	 SNDCTL_DSP_GETTRIGGER
#define SOUND_PCM_SETTRIGGER	 SNDCTL_DSP_SETTRIGGER
#define SOUND_PCM_SETSYNCRO	 SNDCTL_DSP_SETSYNCRO
#define SOUND_PCM_NONBLOCK	 SNDCTL_DSP_NONBLOCK
#define SOUND_PCM_GETCAPS	 SNDCTL_DSP_GETCAPS
#define SOUND_PCM_POST		 SNDCTL_DSP_POST
#define SOUND_PCM_SYNC		 SNDCTL_DSP_SYNC
#define SOUND_PCM_RESET		 SNDCTL_DSP_RESET

/*
 * The mixer. Each control has a number, a bit in sets of controls, and a level from 0 to 100, left
 * in the lowest byte, right in the second, to be read and (but for those without a WRITE) set.
 */
#define MIXER_READ(control)  _SIOR('M', control, int)
#define MIXER_WRITE(control) _SIOWR('M', control, int)

/* what goes out */
#define SOUND_MIXER_VOLUME	  0
#define SOUND_MASK_VOLUME	  (1 << SOUND_MIXER_VOLUME)
#define SOUND_MIXER_READ_VOLUME	  MIXER_READ(SOUND_MIXER_VOLUME)
#define SOUND_MIXER_WRITE_VOLUME  MIXER_WRITE(SOUND_MIXER_VOLUME)
#define SOUND_MIXER_SPEAKER	  5
#define SOUND_MASK_SPEAKER	  (1 << SOUND_MIXER_SPEAKER)
#define SOUND_MIXER_READ_SPEAKER  MIXER_READ(SOUND_MIXER_SPEAKER)
#define SOUND_MIXER_WRITE_SPEAKER MIXER_WRITE(SOUND_MIXER_SPEAKER)
#define SOUND_MIXER_ALTPCM	  10
#define SOUND_MASK_ALTPCM	  (1 << SOUND_MIXER_ALTPCM)
#define SOUND_MIXER_READ_ALTPCM	  MIXER_READ(SOUND_MIXER_ALTPCM)
#define SOUND_MIXER_WRITE_ALTPCM  MIXER_WRITE(SOUND_MIXER_ALTPCM)
#define SOUND_MIXER_OGAIN	  13
#define SOUND_MASK_OGAIN	  (1 << SOUND_MIXER_OGAIN)
#define SOUND_MIXER_READ_OGAIN	  MIXER_READ(SOUND_MIXER_OGAIN)
#define SOUND_MIXER_WRITE_OGAIN	  MIXER_WRITE(SOUND_MIXER_OGAIN)
#define SOUND_MIXER_MONITOR	  24
#define SOUND_MASK_MONITOR	  (1 << SOUND_MIXER_MONITOR)
#define SOUND_MIXER_PHONEOUT	  21
#define SOUND_MASK_PHONEOUT	  (1 << SOUND_MIXER_PHONEOUT)

/* tone */
#define SOUND_MIXER_BASS	 1
#define SOUND_MASK_BASS		 (1 << SOUND_MIXER_BASS)
#define SOUND_MIXER_READ_BASS	 MIXER_READ(SOUND_MIXER_BASS)
#define SOUND_MIXER_WRITE_BASS	 MIXER_WRITE(SOUND_MIXER_BASS)
#define SOUND_MIXER_TREBLE	 2
#define SOUND_MASK_TREBLE	 (1 << SOUND_MIXER_TREBLE)
#define SOUND_MIXER_READ_TREBLE	 MIXER_READ(SOUND_MIXER_TREBLE)
#define SOUND_MIXER_WRITE_TREBLE MIXER_WRITE(SOUND_MIXER_TREBLE)

/* what the card makes */
#define SOUND_MIXER_PCM		4
#define SOUND_MASK_PCM		(1 << SOUND_MIXER_PCM)
#define SOUND_MIXER_READ_PCM	MIXER_READ(SOUND_MIXER_PCM)
#define SOUND_MIXER_WRITE_PCM	MIXER_WRITE(SOUND_MIXER_PCM)
#define SOUND_MIXER_SYNTH	3
#define SOUND_MASK_SYNTH	(1 << SOUND_MIXER_SYNTH)
#define SOUND_MIXER_READ_SYNTH	MIXER_READ(SOUND_MIXER_SYNTH)
#define SOUND_MIXER_WRITE_SYNTH MIXER_WRITE(SOUND_MIXER_SYNTH)

/* what comes in, and is recorded */
#define SOUND_MIXER_MIC		 7
#define SOUND_MASK_MIC		 (1 << SOUND_MIXER_MIC)
#define SOUND_MIXER_READ_MIC	 MIXER_READ(SOUND_MIXER_MIC)
#define SOUND_MIXER_WRITE_MIC	 MIXER_WRITE(SOUND_MIXER_MIC)
#define SOUND_MIXER_LINE	 6
#define SOUND_MASK_LINE		 (1 << SOUND_MIXER_LINE)
#define SOUND_MIXER_READ_LINE	 MIXER_READ(SOUND_MIXER_LINE)
#define SOUND_MIXER_WRITE_LINE	 MIXER_WRITE(SOUND_MIXER_LINE)
#define SOUND_MIXER_CD		 8
#define SOUND_MASK_CD		 (1 << SOUND_MIXER_CD)
#define SOUND_MIXER_READ_CD	 MIXER_READ(SOUND_MIXER_CD)
#define SOUND_MIXER_WRITE_CD	 MIXER_WRITE(SOUND_MIXER_CD)
#define SOUND_MIXER_LINE1	 14
#define SOUND_MASK_LINE1	 (1 << SOUND_MIXER_LINE1)
#define SOUND_MIXER_READ_LINE1	 MIXER_READ(SOUND_MIXER_LINE1)
#define SOUND_MIXER_WRITE_LINE1	 MIXER_WRITE(SOUND_MIXER_LINE1)
#define SOUND_MIXER_LINE2	 15
#define SOUND_MASK_LINE2	 (1 << SOUND_MIXER_LINE2)
#define SOUND_MIXER_READ_LINE2	 MIXER_READ(SOUND_MIXER_LINE2)
#define SOUND_MIXER_WRITE_LINE2	 MIXER_WRITE(SOUND_MIXER_LINE2)
#define SOUND_MIXER_LINE3	 16
#define SOUND_MASK_LINE3	 (1 << SOUND_MIXER_LINE3)
#define SOUND_MIXER_READ_LINE3	 MIXER_READ(SOUND_MIXER_LINE3)
#define SOUND_MIXER_WRITE_LINE3	 MIXER_WRITE(SOUND_MIXER_LINE3)
#define SOUND_MIXER_DIGITAL1	 17
#define SOUND_MASK_DIGITAL1	 (1 << SOUND_MIXER_DIGITAL1)
#define SOUND_MIXER_DIGITAL2	 18
#define SOUND_MASK_DIGITAL2	 (1 << SOUND_MIXER_DIGITAL2)
#define SOUND_MIXER_DIGITAL3	 19
#define SOUND_MASK_DIGITAL3	 (1 << SOUND_MIXER_DIGITAL3)
#define SOUND_MIXER_PHONEIN	 20
#define SOUND_MASK_PHONEIN	 (1 << SOUND_MIXER_PHONEIN)
#define SOUND_MIXER_VIDEO	 22
#define SOUND_MASK_VIDEO	 (1 << SOUND_MIXER_VIDEO)
#define SOUND_MIXER_RADIO	 23
#define SOUND_MASK_RADIO	 (1 << SOUND_MIXER_RADIO)
#define SOUND_MIXER_IGAIN	 12
#define SOUND_MASK_IGAIN	 (1 << SOUND_MIXER_IGAIN)
#define SOUND_MIXER_READ_IGAIN	 MIXER_READ(SOUND_MIXER_IGAIN)
#define SOUND_MIXER_WRITE_IGAIN	 MIXER_WRITE(SOUND_MIXER_IGAIN)
#define SOUND_MIXER_RECLEV	 11
#define SOUND_MASK_RECLEV	 (1 << SOUND_MIXER_RECLEV)
#define SOUND_MIXER_READ_RECLEV	 MIXER_READ(SOUND_MIXER_RECLEV)
#define SOUND_MIXER_WRITE_RECLEV MIXER_WRITE(SOUND_MIXER_RECLEV)
#define SOUND_MIXER_IMIX	 9
#define SOUND_MASK_IMIX		 (1 << SOUND_MIXER_IMIX)
#define SOUND_MIXER_READ_IMIX	 MIXER_READ(SOUND_MIXER_IMIX)
#define SOUND_MIXER_WRITE_IMIX	 MIXER_WRITE(SOUND_MIXER_IMIX)
#define SOUND_MIXER_NRDEVICES	 25

/* no level, but on or off: no card here has them */
#define SOUND_ONOFF_MIN		  28
#define SOUND_ONOFF_MAX		  30
#define SOUND_MIXER_NONE	  31
#define SOUND_MIXER_MUTE	  SOUND_MIXER_NONE
#define SOUND_MASK_MUTE		  (1 << SOUND_MIXER_MUTE)
#define SOUND_MIXER_READ_MUTE	  MIXER_READ(SOUND_MIXER_MUTE)
#define SOUND_MIXER_WRITE_MUTE	  MIXER_WRITE(SOUND_MIXER_MUTE)
#define SOUND_MIXER_ENHANCE	  SOUND_MIXER_NONE
#define SOUND_MASK_ENHANCE	  (1 << SOUND_MIXER_ENHANCE)
#define SOUND_MIXER_READ_ENHANCE  MIXER_READ(SOUND_MIXER_ENHANCE)
#define SOUND_MIXER_WRITE_ENHANCE MIXER_WRITE(SOUND_MIXER_ENHANCE)
#define SOUND_MIXER_LOUD	  SOUND_MIXER_NONE
#define SOUND_MASK_LOUD		  (1 << SOUND_MIXER_LOUD)
#define SOUND_MIXER_READ_LOUD	  MIXER_READ(SOUND_MIXER_LOUD)
#define SOUND_MIXER_WRITE_LOUD	  MIXER_WRITE(SOUND_MIXER_LOUD)

/* sets: what there is, what may be recorded from and is, what has two channels */
#define SOUND_MIXER_DEVMASK	    0xfe
#define SOUND_MIXER_RECMASK	    0xfd
#define SOUND_MIXER_RECSRC	    0xff
#define SOUND_MIXER_STEREODEVS	    0xfb
#define SOUND_MIXER_OUTMASK	    0xf9
#define SOUND_MIXER_OUTSRC	    0xfa
#define SOUND_MIXER_CAPS	    0xfc
#define SOUND_CAP_EXCL_INPUT	    1 /* records from one at a time */
#define SOUND_MIXER_READ_DEVMASK    MIXER_READ(SOUND_MIXER_DEVMASK)
#define SOUND_MIXER_READ_RECMASK    MIXER_READ(SOUND_MIXER_RECMASK)
#define SOUND_MIXER_READ_RECSRC	    MIXER_READ(SOUND_MIXER_RECSRC)
#define SOUND_MIXER_WRITE_RECSRC    MIXER_WRITE(SOUND_MIXER_RECSRC)
#define SOUND_MIXER_READ_STEREODEVS MIXER_READ(SOUND_MIXER_STEREODEVS)
#define SOUND_MIXER_READ_CAPS	    MIXER_READ(SOUND_MIXER_CAPS)

/* the controls by number: as programs want them, and (padded to five) as people do */
#define SOUND_DEVICE_NAMES                                                                         \
	{                                                                                          \
		"vol", "bass", "treble", "synth", "pcm", "speaker", "line", "mic", "cd", "mix",    \
		    "pcm2", "rec", "igain", "ogain", "line1", "line2", "line3", "dig1", "dig2",    \
		    "dig3", "phin", "phout", "video", "radio", "monitor"                           \
	}
#define SOUND_DEVICE_LABELS                                                                        \
	{                                                                                          \
		"Vol  ", "Bass ", "Trebl", "Synth", "Pcm  ", "Spkr ", "Line ", "Mic  ", "CD   ",   \
		    "Mix  ", "Pcm2 ", "Rec  ", "IGain", "OGain", "Line1", "Line2", "Line3",        \
		    "Digital1", "Digital2", "Digital3", "PhoneIn", "PhoneOut", "Video", "Radio",   \
		    "Monitor"                                                                      \
	}

/* whose mixer it is; modify_counter goes up whenever anybody changes something */
typedef struct mixer_info {
	char id[16], name[32];
	int modify_counter;
	int fillers[10];
} mixer_info;

typedef struct _old_mixer_info {
	char id[16], name[32];
} _old_mixer_info;

#define SOUND_MIXER_INFO     _SIOR('M', 101, mixer_info)
#define SOUND_OLD_MIXER_INFO _SIOR('M', 101, _old_mixer_info)

/* what a card has of its own */
typedef unsigned char mixer_record[128];

typedef struct mixer_vol_table {
	int num;
	char name[32];
	int levels[32];
} mixer_vol_table;

#define SOUND_MIXER_ACCESS    _SIOWR('M', 102, mixer_record)
#define SOUND_MIXER_AGC	      _SIOWR('M', 103, int)
#define SOUND_MIXER_3DSE      _SIOWR('M', 104, int)
#define SOUND_MIXER_PRIVATE1  _SIOWR('M', 111, int)
#define SOUND_MIXER_PRIVATE2  _SIOWR('M', 112, int)
#define SOUND_MIXER_PRIVATE3  _SIOWR('M', 113, int)
#define SOUND_MIXER_PRIVATE4  _SIOWR('M', 114, int)
#define SOUND_MIXER_PRIVATE5  _SIOWR('M', 115, int)
#define SOUND_MIXER_GETLEVELS _SIOWR('M', 116, mixer_vol_table)
#define SOUND_MIXER_SETLEVELS _SIOWR('M', 117, mixer_vol_table)

#endif
