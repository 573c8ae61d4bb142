using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Weiguang.Web.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "activities_activity",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    description = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: false),
                    risk_notice = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    risk = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    category = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    guarantees = table.Column<string>(type: "TEXT", nullable: false),
                    beneficiaries = table.Column<string>(type: "TEXT", nullable: false),
                    division_code = table.Column<long>(type: "INTEGER", nullable: false),
                    place = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    lat = table.Column<double>(type: "REAL", nullable: true),
                    lon = table.Column<double>(type: "REAL", nullable: true),
                    team_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    organiser = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    lead_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    project_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    exclusive_with = table.Column<string>(type: "TEXT", nullable: false),
                    series_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    series_date = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    opens_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    closes_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    starts_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ends_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    contact_name = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    contact_phone = table.Column<string>(type: "TEXT", maxLength: 240, nullable: false),
                    bring = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    recruit = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    conditions = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    foreign = table.Column<bool>(type: "INTEGER", nullable: false),
                    insurer = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    policy_number = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    covered_until = table.Column<DateTime>(type: "TEXT", nullable: true),
                    waiting_limit = table.Column<int>(type: "INTEGER", nullable: true),
                    cancel_hours = table.Column<int>(type: "INTEGER", nullable: false),
                    fence_metres = table.Column<int>(type: "INTEGER", nullable: false),
                    slack_minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    ways = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    status_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    published_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    story_length = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_activities_activity", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "activities_agreement",
                columns: table => new
                {
                    activity_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    text_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_activities_agreement", x => new { x.activity_id, x.person_id });
                });

            migrationBuilder.CreateTable(
                name: "activities_calendar",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    turn = table.Column<int>(type: "INTEGER", nullable: false),
                    last_turn = table.Column<int>(type: "INTEGER", nullable: false),
                    changed_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_activities_calendar", x => x.person_id);
                });

            migrationBuilder.CreateTable(
                name: "activities_guest",
                columns: table => new
                {
                    activity_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    shift_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    phone = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    phone_index = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    by_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 660, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_activities_guest", x => new { x.activity_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "activities_held_scan",
                columns: table => new
                {
                    activity_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kiosk_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    mark = table.Column<string>(type: "TEXT", maxLength: 324, nullable: false),
                    number = table.Column<string>(type: "TEXT", maxLength: 204, nullable: false),
                    end = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    device_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    received_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    volunteer_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    fault = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    settled_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    settled_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    is_taken = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_activities_held_scan", x => new { x.activity_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "activities_kiosk",
                columns: table => new
                {
                    activity_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    by_person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 420, nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    expires_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    behind_seconds = table.Column<int>(type: "INTEGER", nullable: false),
                    roster_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    synced_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    scans = table.Column<int>(type: "INTEGER", nullable: false),
                    revoked_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    is_lost = table.Column<bool>(type: "INTEGER", nullable: false),
                    log_key = table.Column<string>(type: "TEXT", maxLength: 87, nullable: false),
                    log_number = table.Column<int>(type: "INTEGER", nullable: false),
                    log_head = table.Column<string>(type: "TEXT", maxLength: 43, nullable: false),
                    log_at = table.Column<long>(type: "INTEGER", nullable: false),
                    log_load = table.Column<int>(type: "INTEGER", nullable: false),
                    log_elapsed = table.Column<long>(type: "INTEGER", nullable: false),
                    log_start = table.Column<long>(type: "INTEGER", nullable: false),
                    quiet_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    pledged_number = table.Column<int>(type: "INTEGER", nullable: false),
                    pledged_head = table.Column<string>(type: "TEXT", maxLength: 43, nullable: false),
                    pledged_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    log_fault = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_activities_kiosk", x => new { x.activity_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "activities_kiosk_entry",
                columns: table => new
                {
                    activity_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kiosk_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 43, nullable: false),
                    fault = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_activities_kiosk_entry", x => new { x.activity_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "activities_listing",
                columns: table => new
                {
                    activity_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    row_id = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    title_words = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    words = table.Column<string>(type: "TEXT", maxLength: 60000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_activities_listing", x => x.activity_id);
                });

            migrationBuilder.CreateTable(
                name: "activities_photo",
                columns: table => new
                {
                    owner_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    place = table.Column<int>(type: "INTEGER", nullable: false),
                    words = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    has_people = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_for_all = table.Column<bool>(type: "INTEGER", nullable: false),
                    by_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    shown_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    content_type = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    width = table.Column<int>(type: "INTEGER", nullable: false),
                    height = table.Column<int>(type: "INTEGER", nullable: false),
                    small = table.Column<byte[]>(type: "BLOB", nullable: false),
                    bytes = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_activities_photo", x => new { x.owner_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "activities_series",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    division_code = table.Column<long>(type: "INTEGER", nullable: false),
                    team_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    lead_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organiser = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    rule = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    starts_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    template = table.Column<string>(type: "TEXT", maxLength: 100000, nullable: false),
                    template_day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    contact_name = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    contact_phone = table.Column<string>(type: "TEXT", maxLength: 240, nullable: false),
                    is_approved = table.Column<bool>(type: "INTEGER", nullable: false),
                    skipped = table.Column<string>(type: "TEXT", nullable: false),
                    made_through = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ended_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_activities_series", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "activities_signup",
                columns: table => new
                {
                    activity_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    shift_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    volunteer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    place = table.Column<int>(type: "INTEGER", nullable: false),
                    way = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    changed_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    hold_until = table.Column<DateTime>(type: "TEXT", nullable: true),
                    by_person_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 1260, nullable: false),
                    starts_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ends_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    division_code = table.Column<long>(type: "INTEGER", nullable: false),
                    team_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    project_id = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_activities_signup", x => new { x.activity_id, x.shift_id, x.volunteer_id });
                });

            migrationBuilder.CreateTable(
                name: "activities_term",
                columns: table => new
                {
                    activity_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    shift_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    since = table.Column<DateTime>(type: "TEXT", nullable: false),
                    by_person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    starts_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ends_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    break_minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    capacity = table.Column<int>(type: "INTEGER", nullable: false),
                    slack_minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    fence_metres = table.Column<int>(type: "INTEGER", nullable: false),
                    ways = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_activities_term", x => new { x.activity_id, x.shift_id, x.sequence });
                });

            migrationBuilder.CreateTable(
                name: "cases_photo_report",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    album = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    owner_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    photo_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    brought_by = table.Column<Guid>(type: "TEXT", nullable: false),
                    team_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    title = table.Column<string>(type: "TEXT", maxLength: 660, nullable: false),
                    page = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    division_code = table.Column<long>(type: "INTEGER", nullable: false),
                    by = table.Column<Guid>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 3060, nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    upheld = table.Column<bool>(type: "INTEGER", nullable: true),
                    decision = table.Column<string>(type: "TEXT", maxLength: 3060, nullable: false),
                    decided_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    decided_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cases_photo_report", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "hours_anomaly",
                columns: table => new
                {
                    source_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    facts = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    division_code = table.Column<long>(type: "INTEGER", nullable: false),
                    team_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    organiser = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    lead_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    topic = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    evidence = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    arguments = table.Column<string>(type: "TEXT", nullable: false),
                    engagement_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    volunteer_ids = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    decision = table.Column<string>(type: "TEXT", maxLength: 3060, nullable: false),
                    decided_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    decided_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hours_anomaly", x => new { x.source_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "hours_backfill",
                columns: table => new
                {
                    source_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    engagement_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    division_code = table.Column<long>(type: "INTEGER", nullable: false),
                    team_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    organiser = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    lead_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    by = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    from_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    until_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 3060, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    decision = table.Column<string>(type: "TEXT", maxLength: 3060, nullable: false),
                    decided_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    decided_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hours_backfill", x => new { x.source_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "hours_backfill_use",
                columns: table => new
                {
                    team_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    month = table.Column<int>(type: "INTEGER", nullable: false),
                    minutes = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hours_backfill_use", x => new { x.team_id, x.month });
                });

            migrationBuilder.CreateTable(
                name: "hours_correction",
                columns: table => new
                {
                    source_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    record_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    volunteer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    lead_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    is_offices = table.Column<bool>(type: "INTEGER", nullable: false),
                    division_code = table.Column<long>(type: "INTEGER", nullable: false),
                    team_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 3060, nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    minutes = table.Column<int>(type: "INTEGER", nullable: true),
                    answer = table.Column<string>(type: "TEXT", maxLength: 3060, nullable: false),
                    answered_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    answered_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    added = table.Column<int>(type: "INTEGER", nullable: false),
                    decision = table.Column<string>(type: "TEXT", maxLength: 3060, nullable: false),
                    decided_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    decided_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hours_correction", x => new { x.source_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "hours_counted_span",
                columns: table => new
                {
                    volunteer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    from_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    until_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    source_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    record_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    day_most = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hours_counted_span", x => new { x.volunteer_id, x.from_at });
                });

            migrationBuilder.CreateTable(
                name: "hours_face",
                columns: table => new
                {
                    volunteer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    consent_version = table.Column<int>(type: "INTEGER", nullable: false),
                    agreed_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    numbers = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    enrolled_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    used_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    look_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hours_face", x => x.volunteer_id);
                });

            migrationBuilder.CreateTable(
                name: "hours_face_challenge",
                columns: table => new
                {
                    volunteer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    drawn = table.Column<int>(type: "INTEGER", nullable: false),
                    until_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hours_face_challenge", x => new { x.volunteer_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "hours_face_check",
                columns: table => new
                {
                    source_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    engagement_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    volunteer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    proof_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    device = table.Column<string>(type: "TEXT", maxLength: 43, nullable: false),
                    verdict = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hours_face_check", x => new { x.source_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "hours_face_step",
                columns: table => new
                {
                    volunteer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hours_face_step", x => new { x.volunteer_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "hours_objection",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    source_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    record_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    entered_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    told = table.Column<string>(type: "TEXT", maxLength: 240, nullable: false),
                    division_code = table.Column<long>(type: "INTEGER", nullable: false),
                    by = table.Column<Guid>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 3060, nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    upheld = table.Column<bool>(type: "INTEGER", nullable: true),
                    decision = table.Column<string>(type: "TEXT", maxLength: 3060, nullable: false),
                    decided_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    decided_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hours_objection", x => new { x.source_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "hours_picture_sign",
                columns: table => new
                {
                    team_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    key = table.Column<int>(type: "INTEGER", nullable: false),
                    print = table.Column<long>(type: "INTEGER", nullable: false),
                    holder_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    said_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hours_picture_sign", x => new { x.team_id, x.key, x.print });
                });

            migrationBuilder.CreateTable(
                name: "hours_proof",
                columns: table => new
                {
                    source_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    engagement_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    names_engagement = table.Column<bool>(type: "INTEGER", nullable: false),
                    volunteer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    end = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    kinds = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    received_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    kiosk_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    device_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    is_unvouched = table.Column<bool>(type: "INTEGER", nullable: false),
                    metres = table.Column<int>(type: "INTEGER", nullable: true),
                    accuracy_metres = table.Column<int>(type: "INTEGER", nullable: true),
                    device = table.Column<string>(type: "TEXT", maxLength: 43, nullable: false),
                    network = table.Column<string>(type: "TEXT", maxLength: 43, nullable: false),
                    shown_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    is_door_asked = table.Column<bool>(type: "INTEGER", nullable: false),
                    door_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    door_tries = table.Column<int>(type: "INTEGER", nullable: false),
                    by_person_id = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hours_proof", x => new { x.source_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "hours_record",
                columns: table => new
                {
                    source_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    engagement_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    volunteer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    division_code = table.Column<long>(type: "INTEGER", nullable: false),
                    team_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    category = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    place = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    content = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    organiser = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    lead_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    is_offices = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_closed = table.Column<bool>(type: "INTEGER", nullable: false),
                    lead_name = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    from_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    until_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    in_proof = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    is_of_body = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_late = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_added = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_unseen = table.Column<bool>(type: "INTEGER", nullable: false),
                    out_proof = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    basis = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    grade = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    state_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    word_of = table.Column<Guid>(type: "TEXT", nullable: true),
                    waits_until = table.Column<DateTime>(type: "TEXT", nullable: true),
                    said_minutes = table.Column<int>(type: "INTEGER", nullable: true),
                    proposed_until = table.Column<DateTime>(type: "TEXT", nullable: true),
                    escalated_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    open_objections = table.Column<int>(type: "INTEGER", nullable: false),
                    held_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    posting_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    stars = table.Column<int>(type: "INTEGER", nullable: true),
                    words = table.Column<string>(type: "TEXT", maxLength: 1260, nullable: false),
                    evaluated_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    evaluated_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    story_length = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hours_record", x => new { x.source_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "hours_record_clock",
                columns: table => new
                {
                    source_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    engagement_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    division_code = table.Column<long>(type: "INTEGER", nullable: false),
                    team_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    lead_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    is_offices = table.Column<bool>(type: "INTEGER", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    organiser = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    due_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    look_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    reminded_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    asked_again_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    done_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hours_record_clock", x => new { x.source_id, x.engagement_id });
                });

            migrationBuilder.CreateTable(
                name: "hours_record_photo",
                columns: table => new
                {
                    source_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    record_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    said_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    content_type = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    bytes = table.Column<byte[]>(type: "BLOB", nullable: false),
                    taken_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hours_record_photo", x => new { x.source_id, x.record_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "hours_stay",
                columns: table => new
                {
                    source_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    engagement_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    volunteer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    in_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    in_proof = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    in_device = table.Column<string>(type: "TEXT", maxLength: 43, nullable: false),
                    out_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    out_proof = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    seen_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    is_disputed = table.Column<bool>(type: "INTEGER", nullable: false),
                    ruled_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    is_of_body = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_late = table.Column<bool>(type: "INTEGER", nullable: false),
                    division_code = table.Column<long>(type: "INTEGER", nullable: false),
                    team_id = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hours_stay", x => new { x.source_id, x.engagement_id, x.volunteer_id });
                });

            migrationBuilder.CreateTable(
                name: "hours_sweep_mark",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    read_until = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hours_sweep_mark", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "hours_used_picture",
                columns: table => new
                {
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    source_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    holder_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    said_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hours_used_picture", x => x.hash);
                });

            migrationBuilder.CreateTable(
                name: "kernel_access_log",
                columns: table => new
                {
                    subject_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    reader_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    what = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    about = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_access_log", x => new { x.subject_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "kernel_data_key",
                columns: table => new
                {
                    purpose = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    wrapped = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_data_key", x => new { x.purpose, x.version });
                });

            migrationBuilder.CreateTable(
                name: "kernel_export_log",
                columns: table => new
                {
                    reader_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    list = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    filters = table.Column<string>(type: "TEXT", maxLength: 12060, nullable: false),
                    rows = table.Column<int>(type: "INTEGER", nullable: false),
                    is_masked = table.Column<bool>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 1260, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_export_log", x => new { x.reader_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "kernel_held_photo",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    content_type = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    bytes = table.Column<byte[]>(type: "BLOB", nullable: false),
                    width = table.Column<int>(type: "INTEGER", nullable: false),
                    height = table.Column<int>(type: "INTEGER", nullable: false),
                    sent = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 660, nullable: false),
                    print = table.Column<long>(type: "INTEGER", nullable: false),
                    taken_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_held_photo", x => new { x.person_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "kernel_outbox",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    @event = table.Column<string>(name: "event", type: "TEXT", maxLength: 80, nullable: false),
                    subscriber = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    order = table.Column<int>(type: "INTEGER", nullable: false),
                    payload = table.Column<string>(type: "TEXT", maxLength: 600060, nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    due_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    done_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    failures = table.Column<int>(type: "INTEGER", nullable: false),
                    error = table.Column<string>(type: "TEXT", maxLength: 12060, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_outbox", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_remembered_answer",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    request_hash = table.Column<string>(type: "TEXT", maxLength: 43, nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    status = table.Column<int>(type: "INTEGER", nullable: false),
                    content_type = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    location = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    body = table.Column<string>(type: "TEXT", maxLength: 8000000, nullable: false),
                    told_once = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_remembered_answer", x => new { x.person_id, x.key });
                });

            migrationBuilder.CreateTable(
                name: "kernel_sent_form",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    content = table.Column<string>(type: "TEXT", maxLength: 43, nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    location = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_sent_form", x => new { x.person_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "kernel_signing_key",
                columns: table => new
                {
                    key_id = table.Column<int>(type: "INTEGER", nullable: false),
                    public_key = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    private_key = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_signing_key", x => x.key_id);
                });

            migrationBuilder.CreateTable(
                name: "ledger_account",
                columns: table => new
                {
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    division_code = table.Column<long>(type: "INTEGER", nullable: true),
                    unit = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    balance = table.Column<long>(type: "INTEGER", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    last_hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ledger_account", x => x.account_id);
                    table.CheckConstraint("ck_ledger_account_limit", "CASE kind WHEN 'Person' THEN balance >= 0 ELSE balance <= 0 END");
                });

            migrationBuilder.CreateTable(
                name: "ledger_anchor",
                columns: table => new
                {
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    taken_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    size = table.Column<long>(type: "INTEGER", nullable: false),
                    root = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    changes = table.Column<long>(type: "INTEGER", nullable: false),
                    changes_root = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    previous = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    key_id = table.Column<int>(type: "INTEGER", nullable: false),
                    signature = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    tiles = table.Column<byte[]>(type: "BLOB", nullable: false),
                    hand = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ledger_anchor", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "ledger_anchor_wish",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    by_person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    asked_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    after_number = table.Column<long>(type: "INTEGER", nullable: false),
                    anchor_number = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ledger_anchor_wish", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "ledger_head",
                columns: table => new
                {
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    anchor_number = table.Column<long>(type: "INTEGER", nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ledger_head", x => new { x.account_id, x.sequence });
                });

            migrationBuilder.CreateTable(
                name: "ledger_stamp",
                columns: table => new
                {
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    due_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    tries = table.Column<int>(type: "INTEGER", nullable: false),
                    token = table.Column<byte[]>(type: "BLOB", maxLength: 65536, nullable: true),
                    at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ledger_stamp", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "messages_message",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    arguments_json = table.Column<string>(type: "TEXT", maxLength: 6060, nullable: false),
                    link = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    read_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_messages_message", x => new { x.person_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "messages_muted_kind",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_messages_muted_kind", x => new { x.person_id, x.kind });
                });

            migrationBuilder.CreateTable(
                name: "orders_follow_up",
                columns: table => new
                {
                    order_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    desk_division_code = table.Column<long>(type: "INTEGER", nullable: false),
                    opened_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    due_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    closed_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    closed_by_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 6060, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_follow_up", x => x.order_id);
                });

            migrationBuilder.CreateTable(
                name: "orders_menu_item",
                columns: table => new
                {
                    station_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    category = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    description = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    duration_minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    required_skill = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    min_age = table.Column<int>(type: "INTEGER", nullable: true),
                    is_dangerous = table.Column<bool>(type: "INTEGER", nullable: false),
                    cover = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    covered_until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    is_offered = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_menu_item", x => new { x.station_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "orders_order",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    asker_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    category = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    menu_item_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    title = table.Column<string>(type: "TEXT", maxLength: 420, nullable: false),
                    notes = table.Column<string>(type: "TEXT", maxLength: 6060, nullable: false),
                    urgency = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    for_someone_else = table.Column<bool>(type: "INTEGER", nullable: false),
                    contact_name = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    contact_phone = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    division_code = table.Column<long>(type: "INTEGER", nullable: false),
                    address = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    position = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    coarse_lat = table.Column<double>(type: "REAL", nullable: true),
                    coarse_lon = table.Column<double>(type: "REAL", nullable: true),
                    windows = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    required_skill = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    min_age = table.Column<int>(type: "INTEGER", nullable: true),
                    is_dangerous = table.Column<bool>(type: "INTEGER", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    status_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    due_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    desk_minutes_left = table.Column<int>(type: "INTEGER", nullable: true),
                    station_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    desk_division_code = table.Column<long>(type: "INTEGER", nullable: false),
                    escalations = table.Column<int>(type: "INTEGER", nullable: false),
                    is_at_top = table.Column<bool>(type: "INTEGER", nullable: false),
                    dispatch_kind = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    was_open = table.Column<bool>(type: "INTEGER", nullable: false),
                    team_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    volunteer_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    accepted_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    agreed_from = table.Column<DateTime>(type: "TEXT", nullable: true),
                    agreed_to = table.Column<DateTime>(type: "TEXT", nullable: true),
                    reminded_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    code_failures = table.Column<int>(type: "INTEGER", nullable: false),
                    story_length = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_order", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "orders_thanks_photo",
                columns: table => new
                {
                    owner_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    place = table.Column<int>(type: "INTEGER", nullable: false),
                    words = table.Column<string>(type: "TEXT", maxLength: 420, nullable: false),
                    has_people = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_for_all = table.Column<bool>(type: "INTEGER", nullable: false),
                    by_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    shown_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    content_type = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    width = table.Column<int>(type: "INTEGER", nullable: false),
                    height = table.Column<int>(type: "INTEGER", nullable: false),
                    small = table.Column<byte[]>(type: "BLOB", nullable: false),
                    bytes = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_thanks_photo", x => new { x.owner_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "people_attempts",
                columns: table => new
                {
                    key = table.Column<string>(type: "TEXT", maxLength: 43, nullable: false),
                    times = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    expires_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_attempts", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "people_broadcast",
                columns: table => new
                {
                    audience_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    link = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    sender_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    division_code = table.Column<long>(type: "INTEGER", nullable: false),
                    team_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    words = table.Column<string>(type: "TEXT", maxLength: 1860, nullable: false),
                    people = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_broadcast", x => new { x.audience_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "people_card_key_owner",
                columns: table => new
                {
                    public_key = table.Column<string>(type: "TEXT", maxLength: 87, nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_card_key_owner", x => x.public_key);
                });

            migrationBuilder.CreateTable(
                name: "people_code",
                columns: table => new
                {
                    phone_index = table.Column<string>(type: "TEXT", maxLength: 43, nullable: false),
                    fingerprint = table.Column<string>(type: "TEXT", maxLength: 43, nullable: false),
                    expires_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    tries = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_code", x => x.phone_index);
                });

            migrationBuilder.CreateTable(
                name: "people_demo",
                columns: table => new
                {
                    role = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_demo", x => x.role);
                });

            migrationBuilder.CreateTable(
                name: "people_follow",
                columns: table => new
                {
                    target_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_follow", x => new { x.target_id, x.person_id });
                });

            migrationBuilder.CreateTable(
                name: "people_permission_change",
                columns: table => new
                {
                    permission = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    before = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    after = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    by = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_permission_change", x => new { x.permission, x.sequence });
                });

            migrationBuilder.CreateTable(
                name: "people_person",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    phone = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    phone_index = table.Column<string>(type: "TEXT", maxLength: 43, nullable: false),
                    division_code = table.Column<long>(type: "INTEGER", nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 5, nullable: true),
                    elder_mode = table.Column<bool>(type: "INTEGER", nullable: false),
                    theme = table.Column<string>(type: "TEXT", maxLength: 5, nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    confirmed_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_person", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "people_phone",
                columns: table => new
                {
                    phone_index = table.Column<string>(type: "TEXT", maxLength: 43, nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_phone", x => x.phone_index);
                });

            migrationBuilder.CreateTable(
                name: "people_role_permission",
                columns: table => new
                {
                    permission = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    is_held = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_role_permission", x => new { x.permission, x.role });
                });

            migrationBuilder.CreateTable(
                name: "people_session",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", maxLength: 43, nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    device = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    last_seen_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    expires_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    revoked_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    is_off_card = table.Column<bool>(type: "INTEGER", nullable: false),
                    acting_grant_id = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_session", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "people_volunteer_number",
                columns: table => new
                {
                    number = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_volunteer_number", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "people_web_key",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    xml = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_web_key", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "projects_project",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    category = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    goals = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    description = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    @for = table.Column<string>(name: "for", type: "TEXT", nullable: false),
                    team_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    division_code = table.Column<long>(type: "INTEGER", nullable: false),
                    level = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    library_division = table.Column<long>(type: "INTEGER", nullable: false),
                    origin_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    author_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    status_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    due_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    round = table.Column<int>(type: "INTEGER", nullable: false),
                    submitted_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    published_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    story_length = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_projects_project", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "recognition_certificate",
                columns: table => new
                {
                    number = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    division_code = table.Column<long>(type: "INTEGER", nullable: false),
                    issued_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    to = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    minutes = table.Column<long>(type: "INTEGER", nullable: false),
                    line_count = table.Column<int>(type: "INTEGER", nullable: false),
                    content = table.Column<string>(type: "TEXT", maxLength: 400000, nullable: false),
                    signature = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    key_id = table.Column<int>(type: "INTEGER", nullable: false),
                    shows_name = table.Column<bool>(type: "INTEGER", nullable: false),
                    revoked_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    revoked_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    revoke_reason = table.Column<string>(type: "TEXT", maxLength: 2460, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_recognition_certificate", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "recognition_star",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    level = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    division_code = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    state_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    minutes = table.Column<long>(type: "INTEGER", nullable: false),
                    public_until = table.Column<DateTime>(type: "TEXT", nullable: true),
                    again_after = table.Column<DateTime>(type: "TEXT", nullable: true),
                    open_objections = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_recognition_star", x => new { x.person_id, x.level });
                });

            migrationBuilder.CreateTable(
                name: "recognition_star_event",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    level = table.Column<int>(type: "INTEGER", nullable: false),
                    division_code = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    by = table.Column<Guid>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 3060, nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_recognition_star_event", x => new { x.person_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "recognition_star_objection",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    level = table.Column<int>(type: "INTEGER", nullable: false),
                    division_code = table.Column<long>(type: "INTEGER", nullable: false),
                    by = table.Column<Guid>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 3060, nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    upheld = table.Column<bool>(type: "INTEGER", nullable: true),
                    decision = table.Column<string>(type: "TEXT", maxLength: 3060, nullable: false),
                    decided_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    decided_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_recognition_star_objection", x => new { x.person_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "regions_division",
                columns: table => new
                {
                    code = table.Column<long>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    level = table.Column<int>(type: "INTEGER", nullable: false),
                    parent = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    pinyin = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_regions_division", x => x.code);
                });

            migrationBuilder.CreateTable(
                name: "regions_division_alias",
                columns: table => new
                {
                    old_code = table.Column<long>(type: "INTEGER", nullable: false),
                    new_code = table.Column<long>(type: "INTEGER", nullable: false),
                    old_name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    since = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_regions_division_alias", x => x.old_code);
                });

            migrationBuilder.CreateTable(
                name: "regions_division_edition",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    rows = table.Column<int>(type: "INTEGER", nullable: false),
                    imported_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_regions_division_edition", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "regions_rule",
                columns: table => new
                {
                    division_code = table.Column<long>(type: "INTEGER", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    from_day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    numbers = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_regions_rule", x => new { x.division_code, x.code, x.from_day });
                });

            migrationBuilder.CreateTable(
                name: "regions_rule_change",
                columns: table => new
                {
                    division_code = table.Column<long>(type: "INTEGER", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    before = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    after = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    is_reset = table.Column<bool>(type: "INTEGER", nullable: false),
                    by = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    from_day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    decided_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    decided_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    decision = table.Column<string>(type: "TEXT", maxLength: 3060, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_regions_rule_change", x => new { x.division_code, x.code, x.sequence });
                });

            migrationBuilder.CreateTable(
                name: "regions_station",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    division_code = table.Column<long>(type: "INTEGER", nullable: false),
                    address = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    lat = table.Column<double>(type: "REAL", nullable: true),
                    lon = table.Column<double>(type: "REAL", nullable: true),
                    hours = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    phone = table.Column<string>(type: "TEXT", maxLength: 30, nullable: true),
                    active = table.Column<bool>(type: "INTEGER", nullable: false),
                    changed_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_regions_station", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "regions_station_photo",
                columns: table => new
                {
                    owner_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    place = table.Column<int>(type: "INTEGER", nullable: false),
                    words = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    has_people = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_for_all = table.Column<bool>(type: "INTEGER", nullable: false),
                    by_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    shown_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    content_type = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    width = table.Column<int>(type: "INTEGER", nullable: false),
                    height = table.Column<int>(type: "INTEGER", nullable: false),
                    small = table.Column<byte[]>(type: "BLOB", nullable: false),
                    bytes = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_regions_station_photo", x => new { x.owner_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "teams_photo",
                columns: table => new
                {
                    owner_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    place = table.Column<int>(type: "INTEGER", nullable: false),
                    words = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    has_people = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_for_all = table.Column<bool>(type: "INTEGER", nullable: false),
                    by_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    shown_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    content_type = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    width = table.Column<int>(type: "INTEGER", nullable: false),
                    height = table.Column<int>(type: "INTEGER", nullable: false),
                    small = table.Column<byte[]>(type: "BLOB", nullable: false),
                    bytes = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_teams_photo", x => new { x.owner_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "teams_team",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    division_code = table.Column<long>(type: "INTEGER", nullable: false),
                    leader_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    heir_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    offered_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    description = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    categories = table.Column<string>(type: "TEXT", nullable: false),
                    join_mode = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    members = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_teams_team", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "activities_evaluation",
                columns: table => new
                {
                    activity_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    stars = table.Column<int>(type: "INTEGER", nullable: false),
                    words = table.Column<string>(type: "TEXT", maxLength: 12060, nullable: false),
                    to_improve = table.Column<string>(type: "TEXT", maxLength: 6060, nullable: false),
                    by_person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_activities_evaluation", x => x.activity_id);
                    table.ForeignKey(
                        name: "FK_activities_evaluation_activities_activity_activity_id",
                        column: x => x.activity_id,
                        principalTable: "activities_activity",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "activities_event",
                columns: table => new
                {
                    activity_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    action = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    from = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    to = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    actor_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 6060, nullable: false),
                    snapshot = table.Column<string>(type: "TEXT", maxLength: 60000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_activities_event", x => new { x.activity_id, x.sequence });
                    table.ForeignKey(
                        name: "FK_activities_event_activities_activity_activity_id",
                        column: x => x.activity_id,
                        principalTable: "activities_activity",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "activities_invitation",
                columns: table => new
                {
                    activity_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    by_person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    words = table.Column<string>(type: "TEXT", maxLength: 1260, nullable: false),
                    by_phone = table.Column<bool>(type: "INTEGER", nullable: false),
                    declined_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_activities_invitation", x => new { x.activity_id, x.person_id });
                    table.ForeignKey(
                        name: "FK_activities_invitation_activities_activity_activity_id",
                        column: x => x.activity_id,
                        principalTable: "activities_activity",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "activities_post",
                columns: table => new
                {
                    activity_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    duties = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    place = table.Column<int>(type: "INTEGER", nullable: false),
                    skill = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_activities_post", x => new { x.activity_id, x.id });
                    table.ForeignKey(
                        name: "FK_activities_post_activities_activity_activity_id",
                        column: x => x.activity_id,
                        principalTable: "activities_activity",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "activities_listed_shift",
                columns: table => new
                {
                    activity_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    shift_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    starts_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    slots = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_activities_listed_shift", x => new { x.activity_id, x.shift_id });
                    table.ForeignKey(
                        name: "FK_activities_listed_shift_activities_listing_activity_id",
                        column: x => x.activity_id,
                        principalTable: "activities_listing",
                        principalColumn: "activity_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "hours_backfill_entry",
                columns: table => new
                {
                    source_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    backfill_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    volunteer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    agreed = table.Column<bool>(type: "INTEGER", nullable: true),
                    answered_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    is_left_out = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hours_backfill_entry", x => new { x.source_id, x.backfill_id, x.volunteer_id });
                    table.ForeignKey(
                        name: "FK_hours_backfill_entry_hours_backfill_source_id_backfill_id",
                        columns: x => new { x.source_id, x.backfill_id },
                        principalTable: "hours_backfill",
                        principalColumns: new[] { "source_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "hours_backfill_photo",
                columns: table => new
                {
                    source_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    backfill_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    content_type = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    bytes = table.Column<byte[]>(type: "BLOB", nullable: false),
                    taken_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hours_backfill_photo", x => new { x.source_id, x.backfill_id, x.number });
                    table.ForeignKey(
                        name: "FK_hours_backfill_photo_hours_backfill_source_id_backfill_id",
                        columns: x => new { x.source_id, x.backfill_id },
                        principalTable: "hours_backfill",
                        principalColumns: new[] { "source_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "hours_record_event",
                columns: table => new
                {
                    source_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    record_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    action = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    to = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    grade = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    actor_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 3060, nullable: false),
                    posting_id = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hours_record_event", x => new { x.source_id, x.record_id, x.sequence });
                    table.ForeignKey(
                        name: "FK_hours_record_event_hours_record_source_id_record_id",
                        columns: x => new { x.source_id, x.record_id },
                        principalTable: "hours_record",
                        principalColumns: new[] { "source_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ledger_entry",
                columns: table => new
                {
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    transfer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    counterparty_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    amount = table.Column<long>(type: "INTEGER", nullable: false),
                    balance_after = table.Column<long>(type: "INTEGER", nullable: false),
                    occurred_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    source_kind = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    source_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    narrative = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    args = table.Column<string>(type: "TEXT", maxLength: 8060, nullable: false),
                    evidence = table.Column<string>(type: "TEXT", maxLength: 30, nullable: true),
                    reverses = table.Column<Guid>(type: "TEXT", nullable: true),
                    previous_hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ledger_entry", x => new { x.account_id, x.sequence });
                    table.ForeignKey(
                        name: "FK_ledger_entry_ledger_account_account_id",
                        column: x => x.account_id,
                        principalTable: "ledger_account",
                        principalColumn: "account_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "orders_attendance",
                columns: table => new
                {
                    order_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    volunteer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    in_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    in_proof = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    in_metres = table.Column<int>(type: "INTEGER", nullable: true),
                    in_accuracy = table.Column<int>(type: "INTEGER", nullable: true),
                    out_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    out_proof = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    out_metres = table.Column<int>(type: "INTEGER", nullable: true),
                    out_accuracy = table.Column<int>(type: "INTEGER", nullable: true),
                    minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    grade = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_attendance", x => x.order_id);
                    table.ForeignKey(
                        name: "FK_orders_attendance_orders_order_order_id",
                        column: x => x.order_id,
                        principalTable: "orders_order",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "orders_event",
                columns: table => new
                {
                    order_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    action = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    from = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    to = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    actor_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    party = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 6060, nullable: false),
                    network = table.Column<string>(type: "TEXT", maxLength: 43, nullable: false),
                    volunteer_id = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_event", x => new { x.order_id, x.sequence });
                    table.ForeignKey(
                        name: "FK_orders_event_orders_order_order_id",
                        column: x => x.order_id,
                        principalTable: "orders_order",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "orders_offer",
                columns: table => new
                {
                    order_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    volunteer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    offered_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    answered_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 1260, nullable: false),
                    metres = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_offer", x => new { x.order_id, x.volunteer_id });
                    table.ForeignKey(
                        name: "FK_orders_offer_orders_order_order_id",
                        column: x => x.order_id,
                        principalTable: "orders_order",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "orders_photo",
                columns: table => new
                {
                    order_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    content_type = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    bytes = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_photo", x => new { x.order_id, x.number });
                    table.ForeignKey(
                        name: "FK_orders_photo_orders_order_order_id",
                        column: x => x.order_id,
                        principalTable: "orders_order",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "orders_rating",
                columns: table => new
                {
                    order_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    came = table.Column<bool>(type: "INTEGER", nullable: false),
                    on_time = table.Column<bool>(type: "INTEGER", nullable: false),
                    solved = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    stars = table.Column<int>(type: "INTEGER", nullable: false),
                    words = table.Column<string>(type: "TEXT", maxLength: 3060, nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_rating", x => x.order_id);
                    table.ForeignKey(
                        name: "FK_orders_rating_orders_order_order_id",
                        column: x => x.order_id,
                        principalTable: "orders_order",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "people_account",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    password_hash = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    security_stamp = table.Column<string>(type: "TEXT", maxLength: 36, nullable: true),
                    concurrency_stamp = table.Column<string>(type: "TEXT", maxLength: 36, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_account", x => x.id);
                    table.ForeignKey(
                        name: "FK_people_account_people_person_id",
                        column: x => x.id,
                        principalTable: "people_person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "people_card_key",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    public_key = table.Column<string>(type: "TEXT", maxLength: 87, nullable: false),
                    device = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_card_key", x => new { x.person_id, x.id });
                    table.ForeignKey(
                        name: "FK_people_card_key_people_person_person_id",
                        column: x => x.person_id,
                        principalTable: "people_person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "people_name_part",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    part = table.Column<string>(type: "TEXT", maxLength: 11, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_name_part", x => new { x.person_id, x.part });
                    table.ForeignKey(
                        name: "FK_people_name_part_people_person_person_id",
                        column: x => x.person_id,
                        principalTable: "people_person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "people_role",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    division_code = table.Column<long>(type: "INTEGER", nullable: false),
                    team_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    granted_by = table.Column<Guid>(type: "TEXT", nullable: false),
                    granted_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    revoked_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    revoked_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_role", x => new { x.person_id, x.id });
                    table.ForeignKey(
                        name: "FK_people_role_people_person_person_id",
                        column: x => x.person_id,
                        principalTable: "people_person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "people_volunteer",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    division_code = table.Column<long>(type: "INTEGER", nullable: false),
                    categories = table.Column<string>(type: "TEXT", nullable: false),
                    skills = table.Column<string>(type: "TEXT", nullable: false),
                    languages = table.Column<string>(type: "TEXT", nullable: false),
                    availability = table.Column<int>(type: "INTEGER", nullable: false),
                    area_lat = table.Column<double>(type: "REAL", nullable: true),
                    area_lon = table.Column<double>(type: "REAL", nullable: true),
                    position = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    id_number = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    birth_date = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    joined_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    confirmed = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_volunteer", x => x.person_id);
                    table.ForeignKey(
                        name: "FK_people_volunteer_people_person_person_id",
                        column: x => x.person_id,
                        principalTable: "people_person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "projects_event",
                columns: table => new
                {
                    project_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    round = table.Column<int>(type: "INTEGER", nullable: false),
                    action = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    to = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    actor_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    words = table.Column<string>(type: "TEXT", maxLength: 3060, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_projects_event", x => new { x.project_id, x.sequence });
                    table.ForeignKey(
                        name: "FK_projects_event_projects_project_project_id",
                        column: x => x.project_id,
                        principalTable: "projects_project",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "projects_exclusion",
                columns: table => new
                {
                    project_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    other_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_projects_exclusion", x => new { x.project_id, x.other_id });
                    table.ForeignKey(
                        name: "FK_projects_exclusion_projects_project_project_id",
                        column: x => x.project_id,
                        principalTable: "projects_project",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "projects_recommendation",
                columns: table => new
                {
                    project_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    level = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    division_code = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    words = table.Column<string>(type: "TEXT", maxLength: 3060, nullable: false),
                    asked_by = table.Column<Guid>(type: "TEXT", nullable: false),
                    asked_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    opinion = table.Column<string>(type: "TEXT", maxLength: 3060, nullable: false),
                    answered_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    answered_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_projects_recommendation", x => new { x.project_id, x.level });
                    table.ForeignKey(
                        name: "FK_projects_recommendation_projects_project_project_id",
                        column: x => x.project_id,
                        principalTable: "projects_project",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "projects_round",
                columns: table => new
                {
                    project_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    plan = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    recruit_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    recruit_to = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ends_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    evaluated_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    evaluated_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    activities = table.Column<int>(type: "INTEGER", nullable: false),
                    people = table.Column<int>(type: "INTEGER", nullable: false),
                    minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    evaluation = table.Column<string>(type: "TEXT", maxLength: 12060, nullable: false),
                    to_improve = table.Column<string>(type: "TEXT", maxLength: 6060, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_projects_round", x => new { x.project_id, x.number });
                    table.ForeignKey(
                        name: "FK_projects_round_projects_project_project_id",
                        column: x => x.project_id,
                        principalTable: "projects_project",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "teams_member",
                columns: table => new
                {
                    team_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    joined_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 1260, nullable: false),
                    decided_by = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_teams_member", x => new { x.team_id, x.person_id });
                    table.ForeignKey(
                        name: "FK_teams_member_teams_team_team_id",
                        column: x => x.team_id,
                        principalTable: "teams_team",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "activities_shift",
                columns: table => new
                {
                    activity_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    post_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    starts_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ends_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    break_minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    capacity = table.Column<int>(type: "INTEGER", nullable: false),
                    taken = table.Column<int>(type: "INTEGER", nullable: false),
                    waiting = table.Column<int>(type: "INTEGER", nullable: false),
                    last_place = table.Column<int>(type: "INTEGER", nullable: false),
                    cancelled_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    settled_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    reminded_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_activities_shift", x => new { x.activity_id, x.id });
                    table.ForeignKey(
                        name: "FK_activities_shift_activities_activity_activity_id",
                        column: x => x.activity_id,
                        principalTable: "activities_activity",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_activities_shift_activities_post_activity_id_post_id",
                        columns: x => new { x.activity_id, x.post_id },
                        principalTable: "activities_post",
                        principalColumns: new[] { "activity_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_activities_activity_division_code_starts_at",
                table: "activities_activity",
                columns: new[] { "division_code", "starts_at" });

            migrationBuilder.CreateIndex(
                name: "IX_activities_activity_project_id_starts_at",
                table: "activities_activity",
                columns: new[] { "project_id", "starts_at" });

            migrationBuilder.CreateIndex(
                name: "IX_activities_activity_series_id",
                table: "activities_activity",
                column: "series_id");

            migrationBuilder.CreateIndex(
                name: "IX_activities_activity_starts_at_id",
                table: "activities_activity",
                columns: new[] { "starts_at", "id" },
                filter: "status IN ('Published', 'Paused')");

            migrationBuilder.CreateIndex(
                name: "IX_activities_activity_status_starts_at",
                table: "activities_activity",
                columns: new[] { "status", "starts_at" });

            migrationBuilder.CreateIndex(
                name: "IX_activities_activity_team_id_starts_at",
                table: "activities_activity",
                columns: new[] { "team_id", "starts_at" });

            migrationBuilder.CreateIndex(
                name: "IX_activities_guest_activity_id_shift_id_phone_index",
                table: "activities_guest",
                columns: new[] { "activity_id", "shift_id", "phone_index" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_activities_guest_at",
                table: "activities_guest",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "IX_activities_guest_phone_index",
                table: "activities_guest",
                column: "phone_index",
                filter: "state = 'Open'");

            migrationBuilder.CreateIndex(
                name: "IX_activities_invitation_person_id",
                table: "activities_invitation",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "IX_activities_kiosk_entry_activity_id_kiosk_id_number",
                table: "activities_kiosk_entry",
                columns: new[] { "activity_id", "kiosk_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_activities_listing_row_id",
                table: "activities_listing",
                column: "row_id");

            migrationBuilder.CreateIndex(
                name: "IX_activities_photo_owner_id",
                table: "activities_photo",
                column: "owner_id",
                filter: "shown_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_activities_series_made_through",
                table: "activities_series",
                column: "made_through",
                filter: "ended_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_activities_series_team_id",
                table: "activities_series",
                column: "team_id");

            migrationBuilder.CreateIndex(
                name: "IX_activities_shift_activity_id_post_id",
                table: "activities_shift",
                columns: new[] { "activity_id", "post_id" });

            migrationBuilder.CreateIndex(
                name: "IX_activities_shift_ends_at",
                table: "activities_shift",
                column: "ends_at",
                filter: "settled_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_activities_signup_hold_until",
                table: "activities_signup",
                column: "hold_until",
                filter: "hold_until IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_activities_signup_volunteer_id_ends_at",
                table: "activities_signup",
                columns: new[] { "volunteer_id", "ends_at" });

            migrationBuilder.CreateIndex(
                name: "IX_cases_photo_report_division_code_at",
                table: "cases_photo_report",
                columns: new[] { "division_code", "at" },
                filter: "upheld IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_cases_photo_report_photo_id",
                table: "cases_photo_report",
                column: "photo_id");

            migrationBuilder.CreateIndex(
                name: "IX_hours_anomaly_source_id_engagement_id",
                table: "hours_anomaly",
                columns: new[] { "source_id", "engagement_id" });

            migrationBuilder.CreateIndex(
                name: "IX_hours_anomaly_source_id_facts",
                table: "hours_anomaly",
                columns: new[] { "source_id", "facts" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_hours_anomaly_state_division_code_at",
                table: "hours_anomaly",
                columns: new[] { "state", "division_code", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_hours_anomaly_topic",
                table: "hours_anomaly",
                column: "topic",
                filter: "topic <> ''");

            migrationBuilder.CreateIndex(
                name: "IX_hours_backfill_state_division_code_at",
                table: "hours_backfill",
                columns: new[] { "state", "division_code", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_hours_backfill_entry_volunteer_id",
                table: "hours_backfill_entry",
                column: "volunteer_id",
                filter: "agreed IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_hours_correction_source_id_record_id",
                table: "hours_correction",
                columns: new[] { "source_id", "record_id" },
                unique: true,
                filter: "state IN ('Asked', 'Offered', 'Proposed')");

            migrationBuilder.CreateIndex(
                name: "IX_hours_correction_state_division_code_at",
                table: "hours_correction",
                columns: new[] { "state", "division_code", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_hours_face_look_at",
                table: "hours_face",
                column: "look_at");

            migrationBuilder.CreateIndex(
                name: "IX_hours_face_check_source_id_engagement_id",
                table: "hours_face_check",
                columns: new[] { "source_id", "engagement_id" });

            migrationBuilder.CreateIndex(
                name: "IX_hours_face_check_volunteer_id_at",
                table: "hours_face_check",
                columns: new[] { "volunteer_id", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_hours_objection_division_code_at",
                table: "hours_objection",
                columns: new[] { "division_code", "at" },
                filter: "upheld IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_hours_objection_source_id_record_id_by",
                table: "hours_objection",
                columns: new[] { "source_id", "record_id", "by" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_hours_objection_source_id_record_id_entered_by",
                table: "hours_objection",
                columns: new[] { "source_id", "record_id", "entered_by" },
                unique: true,
                filter: "upheld IS NULL AND entered_by IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_hours_picture_sign_holder_id",
                table: "hours_picture_sign",
                column: "holder_id");

            migrationBuilder.CreateIndex(
                name: "IX_hours_proof_volunteer_id_at",
                table: "hours_proof",
                columns: new[] { "volunteer_id", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_hours_record_division_code_escalated_at",
                table: "hours_record",
                columns: new[] { "division_code", "escalated_at" },
                filter: "state = 'Questioned'");

            migrationBuilder.CreateIndex(
                name: "IX_hours_record_division_code_from_at",
                table: "hours_record",
                columns: new[] { "division_code", "from_at" });

            migrationBuilder.CreateIndex(
                name: "IX_hours_record_division_code_state_at",
                table: "hours_record",
                columns: new[] { "division_code", "state_at" },
                filter: "state = 'Unconfirmed' AND (is_of_body OR is_late OR is_unseen)");

            migrationBuilder.CreateIndex(
                name: "IX_hours_record_lead_id_from_at",
                table: "hours_record",
                columns: new[] { "lead_id", "from_at" });

            migrationBuilder.CreateIndex(
                name: "IX_hours_record_source_id_engagement_id_volunteer_id",
                table: "hours_record",
                columns: new[] { "source_id", "engagement_id", "volunteer_id" },
                unique: true,
                filter: "state <> 'Void'");

            migrationBuilder.CreateIndex(
                name: "IX_hours_record_state_at",
                table: "hours_record",
                column: "state_at");

            migrationBuilder.CreateIndex(
                name: "IX_hours_record_team_id_from_at",
                table: "hours_record",
                columns: new[] { "team_id", "from_at" });

            migrationBuilder.CreateIndex(
                name: "IX_hours_record_volunteer_id_from_at",
                table: "hours_record",
                columns: new[] { "volunteer_id", "from_at" });

            migrationBuilder.CreateIndex(
                name: "IX_hours_record_volunteer_id_id",
                table: "hours_record",
                columns: new[] { "volunteer_id", "id" },
                filter: "held_at IS NOT NULL OR open_objections > 0");

            migrationBuilder.CreateIndex(
                name: "IX_hours_record_waits_until",
                table: "hours_record",
                column: "waits_until",
                filter: "waits_until IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_hours_record_clock_division_code_due_at",
                table: "hours_record_clock",
                columns: new[] { "division_code", "due_at" },
                filter: "done_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_hours_record_clock_look_at",
                table: "hours_record_clock",
                column: "look_at",
                filter: "look_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_hours_record_event_actor_id",
                table: "hours_record_event",
                column: "actor_id",
                filter: "action IN ('Announce', 'Correct')");

            migrationBuilder.CreateIndex(
                name: "IX_hours_stay_out_at",
                table: "hours_stay",
                column: "out_at",
                filter: "out_at IS NOT NULL AND recorded_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_hours_stay_volunteer_id_in_at",
                table: "hours_stay",
                columns: new[] { "volunteer_id", "in_at" });

            migrationBuilder.CreateIndex(
                name: "IX_hours_used_picture_holder_id",
                table: "hours_used_picture",
                column: "holder_id");

            migrationBuilder.CreateIndex(
                name: "IX_kernel_access_log_at_id",
                table: "kernel_access_log",
                columns: new[] { "at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_kernel_access_log_reader_id_at",
                table: "kernel_access_log",
                columns: new[] { "reader_id", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_kernel_access_log_subject_id_at",
                table: "kernel_access_log",
                columns: new[] { "subject_id", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_kernel_export_log_at",
                table: "kernel_export_log",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "IX_kernel_held_photo_at",
                table: "kernel_held_photo",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "IX_kernel_outbox_done_at_due_at",
                table: "kernel_outbox",
                columns: new[] { "done_at", "due_at" });

            migrationBuilder.CreateIndex(
                name: "IX_kernel_remembered_answer_at",
                table: "kernel_remembered_answer",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "IX_kernel_sent_form_at",
                table: "kernel_sent_form",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "IX_ledger_account_division_code",
                table: "ledger_account",
                column: "division_code");

            migrationBuilder.CreateIndex(
                name: "IX_ledger_anchor_wish_asked_at",
                table: "ledger_anchor_wish",
                column: "asked_at");

            migrationBuilder.CreateIndex(
                name: "IX_ledger_entry_account_id_transfer_id",
                table: "ledger_entry",
                columns: new[] { "account_id", "transfer_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ledger_entry_transfer_id",
                table: "ledger_entry",
                column: "transfer_id");

            migrationBuilder.CreateIndex(
                name: "IX_ledger_head_anchor_number_account_id",
                table: "ledger_head",
                columns: new[] { "anchor_number", "account_id" });

            migrationBuilder.CreateIndex(
                name: "IX_ledger_stamp_due_at",
                table: "ledger_stamp",
                column: "due_at",
                filter: "token IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_messages_message_person_id_at",
                table: "messages_message",
                columns: new[] { "person_id", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_messages_message_person_id_read_at",
                table: "messages_message",
                columns: new[] { "person_id", "read_at" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_attendance_volunteer_id",
                table: "orders_attendance",
                column: "volunteer_id");

            migrationBuilder.CreateIndex(
                name: "IX_orders_event_network",
                table: "orders_event",
                column: "network",
                filter: "network <> ''");

            migrationBuilder.CreateIndex(
                name: "IX_orders_event_volunteer_id_action",
                table: "orders_event",
                columns: new[] { "volunteer_id", "action" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_follow_up_desk_division_code_closed_at",
                table: "orders_follow_up",
                columns: new[] { "desk_division_code", "closed_at" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_offer_volunteer_id_state",
                table: "orders_offer",
                columns: new[] { "volunteer_id", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_order_agreed_from",
                table: "orders_order",
                column: "agreed_from",
                filter: "status = 'Accepted' AND reminded_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_orders_order_asker_id_created_at",
                table: "orders_order",
                columns: new[] { "asker_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_order_division_code_created_at",
                table: "orders_order",
                columns: new[] { "division_code", "created_at" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_order_status_desk_division_code_due_at",
                table: "orders_order",
                columns: new[] { "status", "desk_division_code", "due_at" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_order_team_id",
                table: "orders_order",
                column: "team_id");

            migrationBuilder.CreateIndex(
                name: "IX_orders_order_volunteer_id_agreed_to",
                table: "orders_order",
                columns: new[] { "volunteer_id", "agreed_to" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_order_volunteer_id_status_at",
                table: "orders_order",
                columns: new[] { "volunteer_id", "status_at" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_thanks_photo_owner_id",
                table: "orders_thanks_photo",
                column: "owner_id",
                filter: "shown_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_people_attempts_expires_at",
                table: "people_attempts",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "IX_people_broadcast_audience_id_at",
                table: "people_broadcast",
                columns: new[] { "audience_id", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_people_broadcast_division_code_at",
                table: "people_broadcast",
                columns: new[] { "division_code", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_people_card_key_person_id_public_key",
                table: "people_card_key",
                columns: new[] { "person_id", "public_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_people_code_expires_at",
                table: "people_code",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "IX_people_follow_person_id_at",
                table: "people_follow",
                columns: new[] { "person_id", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_people_name_part_part",
                table: "people_name_part",
                column: "part");

            migrationBuilder.CreateIndex(
                name: "IX_people_person_created_at_id",
                table: "people_person",
                columns: new[] { "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_people_person_division_code_id",
                table: "people_person",
                columns: new[] { "division_code", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_people_role_division_code_role",
                table: "people_role",
                columns: new[] { "division_code", "role" });

            migrationBuilder.CreateIndex(
                name: "IX_people_role_person_id_role_division_code_team_id",
                table: "people_role",
                columns: new[] { "person_id", "role", "division_code", "team_id" },
                unique: true,
                filter: "revoked_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_people_role_team_id",
                table: "people_role",
                column: "team_id");

            migrationBuilder.CreateIndex(
                name: "IX_people_session_expires_at",
                table: "people_session",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "IX_people_session_person_id",
                table: "people_session",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "IX_people_volunteer_division_code_person_id",
                table: "people_volunteer",
                columns: new[] { "division_code", "person_id" });

            migrationBuilder.CreateIndex(
                name: "IX_projects_project_division_code_status",
                table: "projects_project",
                columns: new[] { "division_code", "status" });

            migrationBuilder.CreateIndex(
                name: "IX_projects_project_due_at",
                table: "projects_project",
                column: "due_at");

            migrationBuilder.CreateIndex(
                name: "IX_projects_project_level_library_division_published_at",
                table: "projects_project",
                columns: new[] { "level", "library_division", "published_at" });

            migrationBuilder.CreateIndex(
                name: "IX_projects_project_origin_id",
                table: "projects_project",
                column: "origin_id");

            migrationBuilder.CreateIndex(
                name: "IX_projects_project_team_id",
                table: "projects_project",
                column: "team_id");

            migrationBuilder.CreateIndex(
                name: "IX_projects_recommendation_division_code_state",
                table: "projects_recommendation",
                columns: new[] { "division_code", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_recognition_certificate_division_code_issued_at",
                table: "recognition_certificate",
                columns: new[] { "division_code", "issued_at" });

            migrationBuilder.CreateIndex(
                name: "IX_recognition_certificate_person_id_issued_at",
                table: "recognition_certificate",
                columns: new[] { "person_id", "issued_at" });

            migrationBuilder.CreateIndex(
                name: "IX_recognition_star_division_code_state_state_at",
                table: "recognition_star",
                columns: new[] { "division_code", "state", "state_at" });

            migrationBuilder.CreateIndex(
                name: "IX_recognition_star_id",
                table: "recognition_star",
                column: "id");

            migrationBuilder.CreateIndex(
                name: "IX_recognition_star_state_public_until",
                table: "recognition_star",
                columns: new[] { "state", "public_until" });

            migrationBuilder.CreateIndex(
                name: "IX_regions_rule_change_division_code_code",
                table: "regions_rule_change",
                columns: new[] { "division_code", "code" },
                unique: true,
                filter: "state = 'Waiting'");

            migrationBuilder.CreateIndex(
                name: "IX_regions_rule_change_id",
                table: "regions_rule_change",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_regions_station_division_code",
                table: "regions_station",
                column: "division_code");

            migrationBuilder.CreateIndex(
                name: "IX_regions_station_lat_lon",
                table: "regions_station",
                columns: new[] { "lat", "lon" });

            migrationBuilder.CreateIndex(
                name: "IX_regions_station_photo_owner_id",
                table: "regions_station_photo",
                column: "owner_id",
                filter: "shown_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_teams_member_person_id",
                table: "teams_member",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "IX_teams_photo_owner_id",
                table: "teams_photo",
                column: "owner_id",
                filter: "shown_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_teams_team_division_code_kind",
                table: "teams_team",
                columns: new[] { "division_code", "kind" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "activities_agreement");

            migrationBuilder.DropTable(
                name: "activities_calendar");

            migrationBuilder.DropTable(
                name: "activities_evaluation");

            migrationBuilder.DropTable(
                name: "activities_event");

            migrationBuilder.DropTable(
                name: "activities_guest");

            migrationBuilder.DropTable(
                name: "activities_held_scan");

            migrationBuilder.DropTable(
                name: "activities_invitation");

            migrationBuilder.DropTable(
                name: "activities_kiosk");

            migrationBuilder.DropTable(
                name: "activities_kiosk_entry");

            migrationBuilder.DropTable(
                name: "activities_listed_shift");

            migrationBuilder.DropTable(
                name: "activities_photo");

            migrationBuilder.DropTable(
                name: "activities_series");

            migrationBuilder.DropTable(
                name: "activities_shift");

            migrationBuilder.DropTable(
                name: "activities_signup");

            migrationBuilder.DropTable(
                name: "activities_term");

            migrationBuilder.DropTable(
                name: "cases_photo_report");

            migrationBuilder.DropTable(
                name: "hours_anomaly");

            migrationBuilder.DropTable(
                name: "hours_backfill_entry");

            migrationBuilder.DropTable(
                name: "hours_backfill_photo");

            migrationBuilder.DropTable(
                name: "hours_backfill_use");

            migrationBuilder.DropTable(
                name: "hours_correction");

            migrationBuilder.DropTable(
                name: "hours_counted_span");

            migrationBuilder.DropTable(
                name: "hours_face");

            migrationBuilder.DropTable(
                name: "hours_face_challenge");

            migrationBuilder.DropTable(
                name: "hours_face_check");

            migrationBuilder.DropTable(
                name: "hours_face_step");

            migrationBuilder.DropTable(
                name: "hours_objection");

            migrationBuilder.DropTable(
                name: "hours_picture_sign");

            migrationBuilder.DropTable(
                name: "hours_proof");

            migrationBuilder.DropTable(
                name: "hours_record_clock");

            migrationBuilder.DropTable(
                name: "hours_record_event");

            migrationBuilder.DropTable(
                name: "hours_record_photo");

            migrationBuilder.DropTable(
                name: "hours_stay");

            migrationBuilder.DropTable(
                name: "hours_sweep_mark");

            migrationBuilder.DropTable(
                name: "hours_used_picture");

            migrationBuilder.DropTable(
                name: "kernel_access_log");

            migrationBuilder.DropTable(
                name: "kernel_data_key");

            migrationBuilder.DropTable(
                name: "kernel_export_log");

            migrationBuilder.DropTable(
                name: "kernel_held_photo");

            migrationBuilder.DropTable(
                name: "kernel_outbox");

            migrationBuilder.DropTable(
                name: "kernel_remembered_answer");

            migrationBuilder.DropTable(
                name: "kernel_sent_form");

            migrationBuilder.DropTable(
                name: "kernel_signing_key");

            migrationBuilder.DropTable(
                name: "ledger_anchor");

            migrationBuilder.DropTable(
                name: "ledger_anchor_wish");

            migrationBuilder.DropTable(
                name: "ledger_entry");

            migrationBuilder.DropTable(
                name: "ledger_head");

            migrationBuilder.DropTable(
                name: "ledger_stamp");

            migrationBuilder.DropTable(
                name: "messages_message");

            migrationBuilder.DropTable(
                name: "messages_muted_kind");

            migrationBuilder.DropTable(
                name: "orders_attendance");

            migrationBuilder.DropTable(
                name: "orders_event");

            migrationBuilder.DropTable(
                name: "orders_follow_up");

            migrationBuilder.DropTable(
                name: "orders_menu_item");

            migrationBuilder.DropTable(
                name: "orders_offer");

            migrationBuilder.DropTable(
                name: "orders_photo");

            migrationBuilder.DropTable(
                name: "orders_rating");

            migrationBuilder.DropTable(
                name: "orders_thanks_photo");

            migrationBuilder.DropTable(
                name: "people_account");

            migrationBuilder.DropTable(
                name: "people_attempts");

            migrationBuilder.DropTable(
                name: "people_broadcast");

            migrationBuilder.DropTable(
                name: "people_card_key");

            migrationBuilder.DropTable(
                name: "people_card_key_owner");

            migrationBuilder.DropTable(
                name: "people_code");

            migrationBuilder.DropTable(
                name: "people_demo");

            migrationBuilder.DropTable(
                name: "people_follow");

            migrationBuilder.DropTable(
                name: "people_name_part");

            migrationBuilder.DropTable(
                name: "people_permission_change");

            migrationBuilder.DropTable(
                name: "people_phone");

            migrationBuilder.DropTable(
                name: "people_role");

            migrationBuilder.DropTable(
                name: "people_role_permission");

            migrationBuilder.DropTable(
                name: "people_session");

            migrationBuilder.DropTable(
                name: "people_volunteer");

            migrationBuilder.DropTable(
                name: "people_volunteer_number");

            migrationBuilder.DropTable(
                name: "people_web_key");

            migrationBuilder.DropTable(
                name: "projects_event");

            migrationBuilder.DropTable(
                name: "projects_exclusion");

            migrationBuilder.DropTable(
                name: "projects_recommendation");

            migrationBuilder.DropTable(
                name: "projects_round");

            migrationBuilder.DropTable(
                name: "recognition_certificate");

            migrationBuilder.DropTable(
                name: "recognition_star");

            migrationBuilder.DropTable(
                name: "recognition_star_event");

            migrationBuilder.DropTable(
                name: "recognition_star_objection");

            migrationBuilder.DropTable(
                name: "regions_division");

            migrationBuilder.DropTable(
                name: "regions_division_alias");

            migrationBuilder.DropTable(
                name: "regions_division_edition");

            migrationBuilder.DropTable(
                name: "regions_rule");

            migrationBuilder.DropTable(
                name: "regions_rule_change");

            migrationBuilder.DropTable(
                name: "regions_station");

            migrationBuilder.DropTable(
                name: "regions_station_photo");

            migrationBuilder.DropTable(
                name: "teams_member");

            migrationBuilder.DropTable(
                name: "teams_photo");

            migrationBuilder.DropTable(
                name: "activities_listing");

            migrationBuilder.DropTable(
                name: "activities_post");

            migrationBuilder.DropTable(
                name: "hours_backfill");

            migrationBuilder.DropTable(
                name: "hours_record");

            migrationBuilder.DropTable(
                name: "ledger_account");

            migrationBuilder.DropTable(
                name: "orders_order");

            migrationBuilder.DropTable(
                name: "people_person");

            migrationBuilder.DropTable(
                name: "projects_project");

            migrationBuilder.DropTable(
                name: "teams_team");

            migrationBuilder.DropTable(
                name: "activities_activity");
        }
    }
}
