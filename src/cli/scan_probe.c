/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Asking SMP targets what the system does not tell of them. */
#include "scan.h"

/* Copies a text field of an answer, if it is there and nothing is known yet, without the blanks behind it. */
static void learn_text(const struct smp_frame *frame, const char *key, char *text, size_t room)
{
    const struct smp_field *row = smp_frame_row(frame, key);
    size_t length;

    if (text[0] || !smp_field_present(frame, row))
        return;
    smp_text_value(frame, row, text, room);
    for (length = strlen(text); length && text[length - 1] == ' '; length--)
        text[length - 1] = '\0';
}

/* Asks an open target what is not known of it. Returns the status of REPORT GENERAL: every target has it. */
static int ask(struct cli *cli, struct smp_scan_target *target)
{
    const struct smp_frame *frame = &cli->answer.frame;
    int status = cli_send(cli, &smp_function_report_general, NULL, 0);

    if (status)
        return status == CLI_DRY_RUN ? SMP_OK : status;
    if (!target->phys_known)
        target->phys = (unsigned)smp_frame_value(frame, "number_of_phys");
    target->phys_known = true;
    if (cli_send(cli, &smp_function_report_manufacturer_information, NULL, 0) == SMP_OK) {
        learn_text(frame, "vendor_identification", target->vendor, sizeof target->vendor);
        learn_text(frame, "product_identification", target->product, sizeof target->product);
        learn_text(frame, "product_revision_level", target->revision, sizeof target->revision);
    }
    if (!target->sas_address && cli_send(cli, &smp_function_discover, NULL, 0) == SMP_OK)
        target->sas_address = smp_frame_value(frame, "sas_address");
    return SMP_OK;
}

int scan_probe(struct cli *cli, struct smp_scan_target *target)
{
    struct smp_open_options open_options = cli_open_options(cli);
    int status;

    if (!target->device[0])
        return SMP_OPEN;
    open_options.interface = target->interface;
    open_options.sas_address = target->needs_address ? target->sas_address : 0;
    if (!cli->dry_run && smp_device_open(&cli->device, target->device, &open_options, &cli->answer.error))
        return cli_report(cli, &cli->answer.error);
    status = ask(cli, target);
    if (status)
        cli_answer_failure(cli);
    smp_device_close(cli->device);
    cli->device = NULL;
    return status;
}
