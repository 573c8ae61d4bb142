using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Weiguang.Tests.Support;

namespace Weiguang.Tests.People;

public sealed class CodeTests
{
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_known_phone_and_its_code_give_a_token_that_opens_me(string database)
    {
        var (app, phones) = await TestGateway.StartAsync(database);
        await using var _ = app;
        var phone = TestPeople.NewPhone();
        await app.PersonAsync("赵桂兰", phone: phone);
        var client = app.Browser();

        using var sent = await client.PostAsJsonAsync("/api/v1/auth/code", new { phone = $"+86 {phone[..3]}-{phone[3..]}" });
        Assert.Equal(HttpStatusCode.Accepted, sent.StatusCode);
        var token = await TokenAsync(client, phone, phones.Codes[phone]);
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);

        var me = await client.GetFromJsonAsync<JsonElement>("/api/v1/me");
        Assert.Equal("赵桂兰", me.GetProperty("name").GetString());
        Assert.Equal(phone, me.GetProperty("phone").GetString());
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_code_works_once(string database)
    {
        var (app, phones) = await TestGateway.StartAsync(database);
        await using var _ = app;
        var (client, phone) = (app.Browser(), TestPeople.NewPhone());
        await app.PersonAsync(phone: phone);
        await client.PostAsJsonAsync("/api/v1/auth/code", new { phone });

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => client.PostAsJsonAsync("/api/v1/auth/token", new { phone, code = phones.Codes[phone] })));

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task After_five_wrong_tries_even_at_once_the_right_code_no_longer_opens(string database)
    {
        var (app, phones) = await TestGateway.StartAsync(database);
        await using var _ = app;
        var (client, phone) = (app.Browser(), TestPeople.NewPhone());
        await app.PersonAsync(phone: phone);
        await client.PostAsJsonAsync("/api/v1/auth/code", new { phone });

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.PostAsJsonAsync("/api/v1/auth/token", new { phone, code = phones.WrongFor(phone) })));
        using var right = await client.PostAsJsonAsync("/api/v1/auth/token", new { phone, code = phones.Codes[phone] });

        Assert.Equal(HttpStatusCode.BadRequest, right.StatusCode);
        Assert.Contains("试错太多次了", await right.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Four_wrong_tries_still_leave_one(string database)
    {
        var (app, phones) = await TestGateway.StartAsync(database);
        await using var _ = app;
        var (client, phone) = (app.Browser(), TestPeople.NewPhone());
        await app.PersonAsync(phone: phone);
        await client.PostAsJsonAsync("/api/v1/auth/code", new { phone });
        for (var i = 0; i < 4; i++)
        {
            using var wrong = await client.PostAsJsonAsync("/api/v1/auth/token", new { phone, code = phones.WrongFor(phone) });
            Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        }

        Assert.NotEmpty(await TokenAsync(client, phone, phones.Codes[phone]));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_code_lives_five_minutes(string database)
    {
        var (app, phones) = await TestGateway.StartAsync(database);
        await using var _ = app;
        var (client, phone) = (app.Browser(), TestPeople.NewPhone());
        await app.PersonAsync(phone: phone);
        await client.PostAsJsonAsync("/api/v1/auth/code", new { phone });
        app.Clock.Advance(TimeSpan.FromMinutes(5));

        using var late = await client.PostAsJsonAsync("/api/v1/auth/token", new { phone, code = phones.Codes[phone] });

        Assert.Contains("过期", await late.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_new_code_replaces_the_old_one(string database)
    {
        var (app, phones) = await TestGateway.StartAsync(database);
        await using var _ = app;
        var (client, phone) = (app.Browser(), TestPeople.NewPhone());
        await app.PersonAsync(phone: phone);
        await client.PostAsJsonAsync("/api/v1/auth/code", new { phone });
        var old = phones.Codes[phone];
        do
        {
            app.Clock.Advance(TimeSpan.FromSeconds(61));
            await client.PostAsJsonAsync("/api/v1/auth/code", new { phone });
        }
        while (phones.Codes[phone] == old);

        using var first = await client.PostAsJsonAsync("/api/v1/auth/token", new { phone, code = old });
        Assert.Equal(HttpStatusCode.BadRequest, first.StatusCode);
        Assert.NotEmpty(await TokenAsync(client, phone, phones.Codes[phone]));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_code_stands_nowhere_in_the_database(string database)
    {
        var (app, phones) = await TestGateway.StartAsync(database);
        await using var _ = app;
        var phone = TestPeople.NewPhone();
        await app.Browser().PostAsJsonAsync("/api/v1/auth/code", new { phone });

        using var scope = app.Scope();
        var row = await scope.Db.Set<Weiguang.People.Domain.OneTimeCode>().SingleAsync();
        Assert.DoesNotContain(phones.Codes[phone], row.Fingerprint, StringComparison.Ordinal);
        Assert.Equal(43, row.Fingerprint.Length);
        Assert.DoesNotContain(phone, row.PhoneIndex, StringComparison.Ordinal);
    }

    private static async Task<string> TokenAsync(HttpClient client, string phone, string code)
    {
        using var answer = await client.PostAsJsonAsync("/api/v1/auth/token", new { phone, code });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString()!;
    }
}
