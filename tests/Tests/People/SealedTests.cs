using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Security;
using Weiguang.People;
using Weiguang.People.Domain;
using Weiguang.Tests.Support;

namespace Weiguang.Tests.People;

/// <summary>What is personal stands sealed in the database, and looking at it leaves a trace.</summary>
public sealed class SealedTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private const string IdNumber = "22088119560305001X";

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task No_table_of_people_holds_a_phone_or_an_id_number_in_clear(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.ImportVillagesAsync();
        var phone = TestPeople.NewPhone();
        var person = await app.PersonAsync(phone: phone);
        var browser = await app.BrowserOfAsync(person);
        using var joined = await browser.SubmitAsync("/me/volunteer", new { }, "main form");
        var number = Valid(IdNumber);
        using var saved = await browser.SubmitAsync("/me/profile", new Dictionary<string, string> { ["Form.IdNumber"] = number }, "main form");
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);

        var text = await DumpAsync(app);
        Assert.Contains("people_volunteer:", text, StringComparison.Ordinal);
        Assert.DoesNotContain(phone, text, StringComparison.Ordinal);
        Assert.DoesNotContain(number, text, StringComparison.Ordinal);
        Assert.DoesNotContain("1956", text, StringComparison.Ordinal);
        Assert.Contains($"{number[0]}****************{number[^1]}", (await browser.GetPageAsync("/me/profile")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Lists_show_the_phone_masked_and_a_look_at_it_is_written_down(string database)
    {
        var app = await apps.On(database);
        var phone = TestPeople.NewPhone();
        var person = await app.PersonAsync("何秀芝", phone: phone);
        var reader = await app.PersonWithAsync(Role.Admin, 0);
        var staff = await app.BrowserOfAsync(reader);

        var list = await staff.GetPageAsync($"/console/people?q={phone}");
        Assert.Contains($"{phone[..3]}****{phone[^4..]}", list.QuerySelector("main table")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(phone, list.QuerySelector("main table")!.TextContent, StringComparison.Ordinal);

        using var shown = await staff.SubmitAsync($"/console/people/{person}", new { Reason = "people.contact" }, "form:has([value=reveal])");
        Assert.Contains(phone, await shown.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var scope = app.Scope();
        var entry = await scope.Db.Set<AccessEntry>().SingleAsync(e => e.SubjectId == person);
        Assert.Equal((reader, Personal.Phone, "people.contact"), (entry.ReaderId, entry.What, entry.Reason));
        Assert.Contains("何秀芝", (await staff.GetPageAsync("/console/access-log")).QuerySelector("main table")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_name_is_found_by_a_part_of_it_and_not_by_letters_that_stand_apart(string database)
    {
        var app = await apps.On(database);
        await app.PersonAsync("阿燕小莺儿");
        await app.PersonAsync("小莺阿燕小");
        var staff = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Admin, 0));

        var found = (await staff.GetPageAsync("/console/people?q=燕小莺")).QuerySelector("main table")!.TextContent;

        Assert.Contains("阿燕小莺儿", found, StringComparison.Ordinal);
        Assert.DoesNotContain("小莺阿燕小", found, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_look_without_a_reason_of_ours_shows_nothing(string database)
    {
        var app = await apps.On(database);
        var phone = TestPeople.NewPhone();
        var person = await app.PersonAsync(phone: phone);
        var staff = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Station));
        using var shown = await staff.SubmitAsync($"/console/people/{person}", new { Reason = "curiosity" }, "form:has([value=reveal])");

        Assert.DoesNotContain(phone, await shown.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_access_log_is_for_admins(string database)
    {
        var app = await apps.On(database);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await app.BrowserOfAsync(await app.PersonWithAsync(Role.Coordinator))).GetAsync("/console/access-log")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await app.Browser().GetAsync("/console/access-log")).StatusCode);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_keys_of_cookies_are_sealed_and_shared(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.Browser().GetPageAsync("/sign-in");
        using var scope = app.Scope();
        var key = await scope.Db.Set<Weiguang.People.Keys.WebKey>().FirstAsync();

        Assert.Contains("<sealed", key.Xml, StringComparison.Ordinal);
        Assert.DoesNotContain("masterKey", key.Xml, StringComparison.Ordinal);
    }

    private static string Valid(string number) => number[..17] + Weiguang.People.Domain.IdNumber.CheckOf(number);

    /// <summary>Every row of every table of people, as the database itself holds it.</summary>
    private static async Task<string> DumpAsync(TestApp app)
    {
        using var scope = app.Scope();
        var text = new System.Text.StringBuilder();
        var connection = scope.Db.Database.GetDbConnection();
        await connection.OpenAsync();
        foreach (var table in scope.Db.Model.GetEntityTypes().Select(e => e.GetTableName()).OfType<string>().Where(t => t.StartsWith("people_", StringComparison.Ordinal)).Distinct())
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM {table}";
            using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                text.Append(table).Append(": ").AppendJoin(" | ", Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "" : reader.GetValue(i))).AppendLine();
            }
        }

        return text.ToString();
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_was_sealed_with_a_key_that_never_was_reads_as_damaged(string database)
    {
        var app = await apps.On(database);
        var person = await app.PersonAsync();
        using var scope = app.Scope();
        await scope.Db.Database.ExecuteSqlAsync($"UPDATE people_person SET name = '99.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' WHERE id = {person}");

        Assert.Equal("\uFFFD", await scope.Db.Set<Person>().Where(p => p.Id == person).Select(p => p.Name).SingleAsync());
        Assert.Equal(["\uFFFD"], ColumnSeal.OpenList(app.Services.GetRequiredService<ColumnSeal>(), Personal.Note, "99.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_sealed_column_holds_as_many_letters_as_it_says_whatever_they_are(string database)
    {
        var app = await apps.On(database);
        var person = await app.PersonAsync();
        foreach (var letter in (string[])["a", "王"])
        {
            using var scope = app.Scope();
            var name = scope.Db.Entry(await scope.Db.Set<Person>().SingleAsync(p => p.Id == person)).Property(p => p.Name);
            name.CurrentValue = string.Concat(Enumerable.Repeat(letter, 40));
            await scope.Db.SaveChangesAsync();
            name.CurrentValue += letter;
            await Assert.ThrowsAsync<BadInputException>(() => scope.Db.SaveChangesAsync());
        }
    }
}
