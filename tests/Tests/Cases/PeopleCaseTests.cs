using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Weiguang.Kernel.Security;
using Weiguang.Orders.Domain;
using Weiguang.People;
using Weiguang.People.Domain;
using Weiguang.Tests.Orders;
using Weiguang.Tests.People;

namespace Weiguang.Tests.Cases;

/// <summary>Names and phones as people have them and as devices paste them.</summary>
public class PeopleCaseTests(SharedApps apps) : IClassFixture<SharedApps>
{
    /// <summary>How a name of names.txt is kept; null when it is none: one letter, in however many code units, is not yet a name.</summary>
    private static readonly string?[] Kept = ["李〇", "郭〇一", "买买提·吐尔逊", "买买提·吐尔逊", "买买提·吐尔逊", "买买提·吐尔逊", "买买提·吐尔逊", "王五", "王五", null, null, null, null];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_name_is_taken_as_people_have_it(string database)
    {
        var (app, phones) = await TestGateway.StartAsync(database);
        await using var _ = app;
        await app.ImportVillagesAsync();
        var wrong = new List<string>();
        foreach (var (name, kept) in Given.Lines("names.txt").Zip(Kept))
        {
            var (said, stored) = await RegisterAsync(app, phones, name);
            if ((kept is null) != (said == HttpStatusCode.BadRequest) || (kept is not null && stored != kept))
            {
                wrong.Add($"{name}: {(int)said}, kept as {stored} instead of {kept ?? "refused"}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task A_phone_is_found_in_whatever_was_pasted()
    {
        var (app, phones) = await TestGateway.StartAsync(TestDatabases.Sqlite, ("SignIn:CodesPerMinute", "1000"));
        await using var _ = app;
        var wrong = new List<string>();
        foreach (var (line, i) in Given.Lines("phones.txt").Select((line, i) => (line, i)))
        {
            app.Clock.Advance(TimeSpan.FromHours(25));
            using var answer = await app.Browser().PostAsJsonAsync("/api/v1/auth/code", new { phone = line }, Ct);
            using var page = await app.Browser().SubmitAsync("/sign-in", new Dictionary<string, string> { ["Form.Phone"] = line }, "main form", Ct);
            var good = !line.StartsWith("123", StringComparison.Ordinal);
            if (answer.StatusCode != (good ? HttpStatusCode.Accepted : HttpStatusCode.BadRequest) || (good && !phones.Codes.ContainsKey("13800138111")))
            {
                wrong.Add($"line {i + 1} {line}: {(int)answer.StatusCode}, page {(int)page.StatusCode}");
            }
        }

        Assert.Empty(wrong);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_phone_to_call_back_may_be_written_as_people_write_it(string database)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var wrong = new List<string>();
        foreach (var line in Given.Lines("contact-phones.txt"))
        {
            using var answer = await village.Resident.PostAsJsonAsync("/api/v1/orders", Village.Draft(new { forSomeoneElse = true, contactName = "赵大娘", contactPhone = line }), Ct);
            var said = await answer.Content.ReadAsStringAsync(Ct);
            var kept = answer.IsSuccessStatusCode ? await PhoneOfAsync(app, JsonSerializer.Deserialize<JsonElement>(said).GetProperty("id").GetGuid()) : "";
            if (kept.Length < 10 || kept.Any(c => c > '~'))
            {
                wrong.Add($"{line}: {(int)answer.StatusCode}, kept as '{kept}'");
            }
        }

        Assert.Empty(wrong);
    }

    private static async Task<(HttpStatusCode Said, string? Stored)> RegisterAsync(TestApp app, TestGateway phones, string name)
    {
        var (program, phone) = (app.Browser(), TestPeople.NewPhone());
        app.Clock.Advance(TimeSpan.FromHours(1));
        using var sent = await program.PostAsJsonAsync("/api/v1/auth/code", new { phone }, Ct);
        using var asked = await program.PostAsJsonAsync("/api/v1/auth/token", new { phone, code = phones.Codes[phone] }, Ct);
        var ticket = (await asked.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("ticket").GetString();
        using var answer = await program.PostAsJsonAsync("/api/v1/auth/register", new { ticket, name, divisionCode = TestPeople.Village }, Ct);
        using var scope = app.Scope();
        var index = scope.Get<Vault>().Index(Personal.Phone, phone);
        var person = await scope.Db.Set<Person>().SingleOrDefaultAsync(p => p.PhoneIndex == index, Ct);
        return (answer.StatusCode, person is null ? null : (await scope.Get<PersonDirectory>().FindAsync([person.Id], Ct))[person.Id].Name);
    }

    private static async Task<string> PhoneOfAsync(TestApp app, Guid order)
    {
        using var scope = app.Scope();
        return scope.Get<Vault>().Open(Personal.Phone, await scope.Db.Set<Order>().Where(o => o.Id == order).Select(o => o.ContactPhone).SingleAsync(Ct));
    }
}
