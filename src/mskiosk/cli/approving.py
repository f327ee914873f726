"""`mskiosk approve`, and the content that a clinic's kiosk serves because of it."""

import argparse
import sys
from datetime import UTC, datetime

from mskiosk.cli.exits import Exit
from mskiosk.cli.journalling import journal_of
from mskiosk.cli.remarks import in_log, remark
from mskiosk.cli.setting import Setting, guide_of, setting_of, working_folders
from mskiosk.configuration.folders import Folders, data_folder
from mskiosk.content.loading import shipped_content
from mskiosk.core.guide import Guide
from mskiosk.core.policy import Profile
from mskiosk.kiosk.approval import place_of
from mskiosk.kiosk.approving import approve, content_to_serve, has_approval
from mskiosk.kiosk.journal import Journal
from mskiosk.kiosk.records import ApprovedBy, ContentApproved


def approved_guide(setting: Setting, folders: Folders) -> Guide:
    """Nothing but approved content. Raises `ContentFaults`."""
    journal = journal_of(setting, folders)
    if journal is None:
        return guide_of(setting, folders)
    configuration = setting.configuration
    data = data_folder(configuration.profile)
    served = content_to_serve(
        setting.content, configuration.language, data=data, shipped=shipped_content()
    )
    if served is None:
        guide = guide_of(setting, folders)
        _trust(setting, journal)
        return guide
    remark(served.remarks)
    for refused in served.refused:
        journal.line(refused.said)
    return guide_of(setting, folders, folder=served.folder, seal=served.seal)


def _trust(setting: Setting, journal: Journal) -> None:
    """No approval counts, and what is there can be used: that is approved now."""
    language = setting.configuration.language
    data = data_folder(setting.configuration.profile)
    is_renewed = has_approval(place_of(data, setting.content, language))
    try:
        approval = approve(setting.content, language, data=data)
    except OSError as error:
        reason = (error.strerror or "no reason given").lower()
        told = f"{setting.content} is served as it is, because no approval can be kept in {data}"
        remark([f"{told}: {reason}; run `mskiosk approve`"])
        journal.line(f"approval-not-kept folder={in_log(data)} reason={in_log(reason)}")
        return
    by = ApprovedBy.RENEWAL if is_renewed else ApprovedBy.FIRST_START
    journal.record(ContentApproved(by, len(approval.sums)))


def run_approve(arguments: argparse.Namespace) -> int:
    """Raises `ConfigurationFaults` and `ContentFaults`."""
    from mskiosk.cli.recognisers import recognisers_of
    from mskiosk.content.loading import examination_of

    arguments.profile, arguments.folder = Profile.CLINIC, None
    setting = setting_of(arguments)
    language = setting.configuration.language
    found = examination_of(
        setting.content,
        language,
        today=datetime.now(UTC).date(),
        recognisers=recognisers_of(arguments, language),
    )
    if found.faults:
        for fault in found.faults:
            print(fault)
        print("mskiosk: nothing is approved before these are mended", file=sys.stderr)
        return Exit.FAULTS
    data = data_folder(Profile.CLINIC)
    try:
        approval = approve(setting.content, language, data=data)
    except OSError as error:
        reason = (error.strerror or "no reason given").lower()
        print(f"mskiosk: no approval can be kept in {data}: {reason}", file=sys.stderr)
        return Exit.UNREADABLE
    print(f"{setting.content}: {len(approval.sums)} files are approved; the next visit has them")
    with working_folders(setting) as folders:
        if journal := journal_of(setting, folders):
            journal.record(ContentApproved(ApprovedBy.STAFF, len(approval.sums)))
    return Exit.DONE
