/* SPDX-License-Identifier: GPL-2.0-only */
/* serial_reg: the registers of the 8250 and its children (National PC16550D; TI TL16C750). */
#ifndef _LINUX_SERIAL_REG_H
#define _LINUX_SERIAL_REG_H

/* With LCR.DLAB 0. */
#define UART_RX 0
#define UART_TX 0

#define UART_IER	0x01
#define UART_IER_RDI	0x01 /* bytes came */
#define UART_IER_THRI	0x02 /* there is room for more */
#define UART_IER_RLSI	0x04 /* an error, or a break */
#define UART_IER_MSI	0x08 /* a modem line changed */
#define UART_IERX_SLEEP 0x10 /* 16750 */

#define UART_IIR	     0x02 /* r */
#define UART_IIR_NO_INT	     0x01
#define UART_IIR_ID	     0x0e
#define UART_IIR_MSI	     0x00
#define UART_IIR_THRI	     0x02
#define UART_IIR_RDI	     0x04
#define UART_IIR_RLSI	     0x06
#define UART_IIR_BUSY	     0x07 /* DesignWare */
#define UART_IIR_RX_TIMEOUT  0x0c
#define UART_IIR_XOFF	     0x10
#define UART_IIR_CTS_RTS_DSR 0x20
#define UART_IIR_64BYTE_FIFO 0x20

#define UART_FCR		  0x02 /* w */
#define UART_FCR_ENABLE_FIFO	  0x01
#define UART_FCR_CLEAR_RCVR	  0x02
#define UART_FCR_CLEAR_XMIT	  0x04
#define UART_FCR_DMA_SELECT	  0x08
#define UART_FCR_R_TRIG_00	  0x00
#define UART_FCR_R_TRIG_01	  0x40
#define UART_FCR_R_TRIG_10	  0x80
#define UART_FCR_R_TRIG_11	  0xc0
#define UART_FCR_T_TRIG_00	  0x00
#define UART_FCR_T_TRIG_01	  0x10
#define UART_FCR_T_TRIG_10	  0x20
#define UART_FCR_T_TRIG_11	  0x30
#define UART_FCR_TRIGGER_MASK	  0xc0
#define UART_FCR_TRIGGER_1	  0x00
#define UART_FCR_TRIGGER_4	  0x40
#define UART_FCR_TRIGGER_8	  0x80
#define UART_FCR_TRIGGER_14	  0xc0
#define UART_FCR6_R_TRIGGER_8	  0x00
#define UART_FCR6_R_TRIGGER_16	  0x40
#define UART_FCR6_R_TRIGGER_24	  0x80
#define UART_FCR6_R_TRIGGER_28	  0xc0
#define UART_FCR6_T_TRIGGER_16	  0x00
#define UART_FCR6_T_TRIGGER_8	  0x10
#define UART_FCR6_T_TRIGGER_24	  0x20
#define UART_FCR6_T_TRIGGER_30	  0x30
#define UART_FCR7_64BYTE	  0x20
#define UART_FCR_R_TRIG_SHIFT	  6
#define UART_FCR_R_TRIG_BITS(x)	  (((x)&UART_FCR_TRIGGER_MASK) >> UART_FCR_R_TRIG_SHIFT)
#define UART_FCR_R_TRIG_MAX_STATE 4

#define UART_LCR	     0x03
#define UART_LCR_DLAB	     0x80
#define UART_LCR_SBC	     0x40
#define UART_LCR_SPAR	     0x20
#define UART_LCR_EPAR	     0x10
#define UART_LCR_PARITY	     0x08
#define UART_LCR_STOP	     0x04
#define UART_LCR_WLEN5	     0x00
#define UART_LCR_WLEN6	     0x01
#define UART_LCR_WLEN7	     0x02
#define UART_LCR_WLEN8	     0x03
#define UART_LCR_CONF_MODE_A UART_LCR_DLAB
#define UART_LCR_CONF_MODE_B 0xbf

#define UART_MCR	0x04
#define UART_MCR_CLKSEL 0x80
#define UART_MCR_TCRTLR 0x40
#define UART_MCR_XONANY 0x20
#define UART_MCR_AFE	0x20 /* 16750: RTS and CTS by itself */
#define UART_MCR_LOOP	0x10
#define UART_MCR_OUT2	0x08
#define UART_MCR_OUT1	0x04
#define UART_MCR_RTS	0x02
#define UART_MCR_DTR	0x01

#define UART_LSR		0x05
#define UART_LSR_FIFOE		0x80
#define UART_LSR_TEMT		0x40
#define UART_LSR_THRE		0x20
#define UART_LSR_BI		0x10
#define UART_LSR_FE		0x08
#define UART_LSR_PE		0x04
#define UART_LSR_OE		0x02
#define UART_LSR_DR		0x01
#define UART_LSR_BRK_ERROR_BITS (UART_LSR_BI | UART_LSR_FE | UART_LSR_PE | UART_LSR_OE)

#define UART_MSR	   0x06
#define UART_MSR_DCD	   0x80
#define UART_MSR_RI	   0x40
#define UART_MSR_DSR	   0x20
#define UART_MSR_CTS	   0x10
#define UART_MSR_DDCD	   0x08
#define UART_MSR_TERI	   0x04
#define UART_MSR_DDSR	   0x02
#define UART_MSR_DCTS	   0x01
#define UART_MSR_ANY_DELTA 0x0f

#define UART_SCR 0x07

/* With LCR.DLAB 1. */
#define UART_DLL     0
#define UART_DLM     1
#define UART_DIV_MAX 0xffff

/* With LCR bfh, of a 16650 and later. */
#define UART_EFR     0x02
#define UART_XR_EFR  9
#define UART_EFR_CTS 0x80
#define UART_EFR_RTS 0x40
#define UART_EFR_SCD 0x20
#define UART_EFR_ECB 0x10
#define UART_XON1    4
#define UART_XON2    5
#define UART_XOFF1   6
#define UART_XOFF2   7

/* 16C950: behind SCR, by ICR, and with LCR.DLAB and bfh. */
#define UART_ICR	0x05
#define UART_ACR	0x00
#define UART_CPR	0x01
#define UART_TCR	0x02
#define UART_CKS	0x03
#define UART_TTL	0x04
#define UART_RTL	0x05
#define UART_FCL	0x06
#define UART_FCH	0x07
#define UART_ID1	0x08
#define UART_ID2	0x09
#define UART_ID3	0x0a
#define UART_REV	0x0b
#define UART_CSR	0x0c
#define UART_NMR	0x0d
#define UART_CTR	0xff
#define UART_ACR_RXDIS	0x01
#define UART_ACR_TXDIS	0x02
#define UART_ACR_DSRFC	0x04
#define UART_ACR_TLENB	0x20
#define UART_ACR_ICRRD	0x40
#define UART_ACR_ASRENB 0x80

#endif
