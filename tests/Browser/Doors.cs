using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Weiguang.Browser;

/// <summary>
/// An activity of the demo county that begins in a quarter of an hour, led by its team leader, with a seat for its volunteer. Written into the database beside the
/// running program, so that the door is tried for itself, whatever setting an activity up asks for.
/// </summary>
internal sealed class Doors : IDisposable
{
    private readonly SqliteConnection _db;

    private Doors(Site site)
    {
        _db = new SqliteConnection($"Data Source={Path.Combine(site.DataFolder, "weiguang.db")};Default Timeout=60;Pooling=False");
        _db.Open();
    }

    /// <summary>The id of the activity, as addresses carry it.</summary>
    /// <param name="shifts">So many of two hours each, one after the other, with a seat for the volunteer in each.</param>
    public static string Open(Site site, string title, int shifts = 1)
    {
        using var doors = new Doors(site);
        return doors.Write(title, shifts);
    }

    public void Dispose() => _db.Dispose();

    private string Write(string title, int shifts)
    {
        var (activity, post) = (NewId(), NewId());
        var (lead, volunteer) = (One("SELECT person_id FROM people_demo WHERE role = 'TeamLeader'"), One("SELECT person_id FROM people_demo WHERE role = 'Volunteer'"));
        var division = One($"SELECT division_code FROM people_person WHERE id = '{lead}'");
        var team = One($"SELECT team_id FROM people_role WHERE person_id = '{lead}' AND team_id IS NOT NULL");
        using (var leave = Command($"UPDATE hours_stay SET out_at = seen_at WHERE volunteer_id = '{volunteer}' AND out_at IS NULL"))
        {
            leave.ExecuteNonQuery(); // Whoever is still in at another test's door would not be let in at this one.
        }

        var now = DateTime.UtcNow;
        var (yesterday, start, end) = (Text(now.AddDays(-1)), Text(now.AddMinutes(15)), Text(now.AddMinutes(15 + (120 * shifts))));
        Insert("activities_activity", new()
        {
            ["id"] = activity, ["title"] = title, ["category"] = "0006", ["division_code"] = division, ["lead_id"] = lead, ["team_id"] = team, ["organiser"] = "邻里帮", ["risk"] = "Low", ["recruit"] = "Public",
            ["conditions"] = "{\"MinStar\":0,\"MinMinutes\":0,\"Agreement\":false}", ["guarantees"] = "[]", ["beneficiaries"] = "[]", ["exclusive_with"] = "[]", ["opens_at"] = yesterday, ["closes_at"] = start,
            ["starts_at"] = start, ["ends_at"] = end, ["fence_metres"] = "300", ["slack_minutes"] = "30", ["ways"] = "All", ["created_at"] = yesterday, ["status"] = "Published", ["status_at"] = yesterday,
            ["published_at"] = yesterday, ["lat"] = "45.3372", ["lon"] = "122.7851",
        });
        Insert("activities_post", new() { ["activity_id"] = activity, ["id"] = post, ["name"] = "清理员" });
        for (var i = 0; i < shifts; i++)
        {
            var (shift, from, to) = (NewId(), Text(now.AddMinutes(15 + (120 * i))), Text(now.AddMinutes(135 + (120 * i))));
            Insert("activities_shift", new() { ["activity_id"] = activity, ["id"] = shift, ["post_id"] = post, ["starts_at"] = from, ["ends_at"] = to, ["capacity"] = "20", ["taken"] = "1" });
            Insert("activities_signup", new()
            {
                ["activity_id"] = activity, ["shift_id"] = shift, ["volunteer_id"] = volunteer, ["status"] = "Accepted", ["way"] = "Self", ["at"] = yesterday, ["changed_at"] = yesterday,
                ["starts_at"] = from, ["ends_at"] = to, ["division_code"] = division, ["team_id"] = team,
            });
        }

        return activity.ToLowerInvariant();
    }

    // Columns that are not named get an empty value, so that a new one does not break the door.
    private void Insert(string table, Dictionary<string, string> row)
    {
        using (var columns = Command($"SELECT name, type FROM pragma_table_info('{table}') WHERE \"notnull\" = 1"))
        using (var reader = columns.ExecuteReader())
        {
            while (reader.Read())
            {
                row.TryAdd(reader.GetString(0), reader.GetString(1) is "INTEGER" or "REAL" ? "0" : "");
            }
        }

        using var insert = Command($"INSERT INTO {table} ({string.Join(", ", row.Keys.Select(k => $"\"{k}\""))}) VALUES ({string.Join(", ", row.Keys.Select(k => $"${k}"))})");
        foreach (var (name, value) in row)
        {
            insert.Parameters.AddWithValue($"${name}", value);
        }

        insert.ExecuteNonQuery();
    }

    private string One(string sql)
    {
        using var command = Command(sql);
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture)!;
    }

    private SqliteCommand Command(string sql)
    {
        var command = _db.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    private static string NewId() => Guid.CreateVersion7().ToString().ToUpperInvariant();

    private static string Text(DateTime at) => at.ToString("yyyy-MM-dd HH:mm:ss.fffffff", CultureInfo.InvariantCulture);
}
