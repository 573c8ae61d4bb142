using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Weiguang.Kernel.Security;
using Weiguang.Web.Persistence;

namespace Weiguang.Tests.Security;

/// <summary>Whoever adds a column of text decides whether people are told of in it: then it is sealed, or its line stands here.</summary>
public class ClearColumnsTests
{
    private static readonly SqliteDbContext Db = new(new DbContextOptionsBuilder<SqliteDbContext>().UseSqlite("Data Source=:memory:").Options, new Viewer());

    /// <summary>Published for everybody, such as the plan of an activity; codes of our dictionaries; fingerprints, keys and addresses of our own making.</summary>
    private const string Clear = """
        activities_activity: beneficiaries bring category code description guarantees insurer organiser place policy_number risk_notice title
        activities_agreement: text_hash
        activities_event: snapshot
        activities_guest: phone_index
        activities_held_scan: reason
        activities_kiosk: log_head log_key pledged_head
        activities_kiosk_entry: hash
        activities_listing: title_words words
        activities_post: duties name skill
        activities_series: organiser rule template title
        activities_photo: content_type words
        cases_photo_report: album page
        hours_anomaly: evidence facts organiser title topic
        hours_backfill: organiser title
        hours_backfill_photo: content_type
        hours_face_check: device
        hours_proof: device network
        hours_record: category content organiser place source title
        hours_record_clock: organiser title
        hours_record_photo: content_type
        hours_stay: in_device
        hours_sweep_mark: name
        hours_used_picture: hash
        kernel_access_log: reason
        kernel_data_key: purpose wrapped
        kernel_export_log: list
        kernel_held_photo: content_type sent
        kernel_outbox: event subscriber
        kernel_remembered_answer: content_type key location request_hash
        kernel_sent_form: content location
        kernel_signing_key: public_key
        ledger_anchor: signature
        ledger_entry: narrative source_kind
        messages_message: kind link
        messages_muted_kind: kind
        orders_event: network
        orders_menu_item: category cover description required_skill title
        orders_order: category required_skill
        orders_photo: content_type
        orders_thanks_photo: content_type
        people_account: concurrency_stamp password_hash security_stamp
        people_attempts: key
        people_card_key: device public_key
        people_card_key_owner: public_key
        people_code: fingerprint phone_index
        people_broadcast: kind link title
        people_follow: kind
        people_name_part: part
        people_permission_change: after before permission
        people_person: language phone_index theme
        people_phone: phone_index
        people_role_permission: permission
        people_session: device id
        people_volunteer: categories languages number skills
        people_volunteer_number: number
        people_web_key: name xml
        projects_project: category description for goals title
        projects_round: plan
        recognition_certificate: number signature
        regions_division: name pinyin
        regions_division_alias: old_name since
        regions_division_edition: source
        regions_rule: code numbers
        regions_rule_change: after before code
        regions_station: address hours name phone
        regions_station_photo: content_type words
        teams_photo: content_type words
        teams_team: categories code description kind name
        """;

    [Fact]
    public void Every_column_of_text_is_sealed_or_known_to_tell_nothing_personal()
    {
        var known = Clear.Split('\n').Select(line => line.Trim().Split(": ")).SelectMany(line => line[1].Split(' ').Select(column => $"{line[0]}.{column}")).ToHashSet();
        var clear = Texts().Where(p => !p.IsSealed()).Select(Name).ToHashSet();

        Assert.Equal("", string.Join(", ", clear.Except(known).Order())); // Seal it, or say here why not.
        Assert.Equal("", string.Join(", ", known.Except(clear).Order()));
    }

    [Fact]
    public void What_is_sealed_is_neither_indexed_nor_a_key()
    {
        var sealedOnes = Texts().Where(p => p.IsSealed()).ToList();

        Assert.Contains(sealedOnes, p => Name(p) == "people_person.name");
        Assert.Empty(sealedOnes.Where(p => p.IsKey() || p.IsIndex() || p.IsForeignKey()).Select(Name));
    }

    private static IEnumerable<IProperty> Texts() => Db.GetService<IDesignTimeModel>().Model.GetEntityTypes().SelectMany(e => e.GetProperties())
        .Where(p => p.ClrType == typeof(string) || p.ClrType == typeof(string[]));

    private static string Name(IProperty property) => $"{((IEntityType)property.DeclaringType).GetTableName()}.{property.GetColumnName()}";
}
