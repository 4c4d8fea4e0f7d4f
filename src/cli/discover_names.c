/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * The short names of smp_discover --list, in the order that scripts know. */
#include "phy.h"

static const struct short_name {
    const char *name;
    const char *key;
    bool brief; /* kept with --brief */
} short_names[] = {
    { "att_apta_cap", "attached_apta_capable", false },
    { "att_br_cap", "attached_break_reply_capable", false },
    { "att_dev_name", "attached_device_name", false },
    { "att_dev_type", "attached_device_type", true },
    { "att_iz_per", "attached_inside_zpsds_persistent", false },
    { "att_pa_cap", "attached_partial_capable", false },
    { "att_per_cap", "attached_persistent_capable", false },
    { "att_phy_id", "attached_phy_identifier", true },
    { "att_pow_cap", "attached_power_capable", false },
    { "att_pwr_dis_cap", "attached_pwr_dis_capable", false },
    { "att_reason", "attached_reason", false },
    { "att_req_iz", "attached_requested_inside_zpsds", false },
    { "att_sas_addr", "attached_sas_address", true },
    { "att_sata_dev", "attached_sata_device", true },
    { "att_sata_host", "attached_sata_host", true },
    { "att_sata_ps", "attached_sata_port_selector", true },
    { "att_sl_cap", "attached_slumber_capable", false },
    { "att_smp_init", "attached_smp_initiator_port", true },
    { "att_smp_prior_cap", "attached_smp_priority_capable", false },
    { "att_smp_targ", "attached_smp_target_port", true },
    { "att_ssp_init", "attached_ssp_initiator_port", true },
    { "att_ssp_targ", "attached_ssp_target_port", true },
    { "att_stp_init", "attached_stp_initiator_port", true },
    { "att_stp_targ", "attached_stp_target_port", true },
    { "buff_phy_bs", "buffered_phy_burst_size", false },
    { "conn_elem_ind", "connector_element_index", false },
    { "conn_p_link", "connector_physical_link", false },
    { "conn_type", "connector_type", false },
    { "dev_slot_num", "device_slot_number", false },
    { "dev_slot_grp_num", "device_slot_group_number", false },
    { "hw_max_p_lrate", "hardware_maximum_physical_link_rate", false },
    { "hw_min_p_lrate", "hardware_minimum_physical_link_rate", false },
    { "hw_mux_sup", "hardware_muxing_supported", false },
    { "iz", "inside_zpsds", false },
    { "iz_pers", "inside_zpsds_persistent", false },
    { "neg_log_lrate", "negotiated_logical_link_rate", true },
    { "neg_phy_lrate", "negotiated_physical_link_rate", false },
    { "opt_m_en", "optical_mode_enabled", false },
    { "phy_cc", "phy_change_count", false },
    { "phy_power_cond", "phy_power_condition", false },
    { "pp_timeout", "partial_pathway_timeout_value", false },
    { "pr_max_p_lrate", "programmed_maximum_physical_link_rate", false },
    { "pr_min_p_lrate", "programmed_minimum_physical_link_rate", false },
    { "pwr_dis_ctl_cap", "pwr_dis_control_capable", false },
    { "pwr_dis_sig", "pwr_dis_signal", false },
    { "reason", "reason", false },
    { "req_iz", "requested_inside_zpsds", false },
    { "req_iz_cbe", "requested_inside_zpsds_changed_by_expander", false },
    { "routing_attr", "routing_attribute", true },
    { "sas_addr", "sas_address", true },
    { "sas_pa_cap", "sas_partial_capable", false },
    { "sas_pa_en", "sas_partial_enabled", false },
    { "sas_pow_cap", "sas_power_capable", false },
    { "sas_sl_cap", "sas_slumber_capable", false },
    { "sas_sl_en", "sas_slumber_enabled", false },
    { "sata_pa_cap", "sata_partial_capable", false },
    { "sata_pa_en", "sata_partial_enabled", false },
    { "sata_sl_cap", "sata_slumber_capable", false },
    { "sata_sl_en", "sata_slumber_enabled", false },
    { "stp_buff_tsmall", "stp_buffer_too_small", false },
    { "virt_phy", "virtual_phy", true },
    { "zg", "zone_group", false },
    { "zg_pers", "zone_group_persistent", false },
    { "zoning_en", "zoning_enabled", false },
};

/* A SAS-1.1 shaped response with no connector type has no connector. */
static bool is_void(const struct smp_frame *frame, const struct smp_field *row)
{
    return frame->short_shape && row->show & SHOW_GUARD_SHORT && smp_frame_value(frame, row->guard) == 0;
}

void phy_names(const struct cli *cli, const struct smp_frame *frame, unsigned phy)
{
    printf("phy_id=%u\n", phy);
    for (size_t i = 0; i < sizeof short_names / sizeof *short_names; i++) {
        const struct short_name *name = &short_names[i];
        const struct smp_field *row = smp_frame_row(frame, name->key);
        bool hex = row && (row->type == SMP_ADDRESS || row->type == SMP_HEX);

        if (!row || (cli_count(cli, "brief") && !name->brief) || !smp_field_present(frame, row) || is_void(frame, row))
            continue;
        printf(hex ? "  %s=0x%" PRIx64 "\n" : "  %s=%" PRIu64 "\n", name->name, smp_field_number(frame, row));
    }
}
