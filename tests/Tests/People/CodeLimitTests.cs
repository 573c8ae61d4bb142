using System.Net;
using System.Net.Http.Json;
using Weiguang.Channels;
using Weiguang.People.Throttling;
using Weiguang.Tests.Support;

namespace Weiguang.Tests.People;

public sealed class CodeLimitTests
{
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_second_code_within_a_minute_says_how_long_to_wait(string database)
    {
        var (app, _) = await TestGateway.StartAsync(database);
        await using var __ = app;
        var (client, phone) = (app.Browser(), TestPeople.NewPhone());
        await client.PostAsJsonAsync("/api/v1/auth/code", new { phone });
        app.Clock.Advance(TimeSpan.FromSeconds(18));

        using var second = await client.PostAsJsonAsync("/api/v1/auth/code", new { phone });

        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
        Assert.Equal("42", second.Headers.RetryAfter!.ToString());
        Assert.Contains("请 42 秒后再试", await second.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Ten_askers_at_once_send_one_message(string database)
    {
        var (app, _) = await TestGateway.StartAsync(database);
        await using var __ = app;
        var (client, phone) = (app.Browser(), TestPeople.NewPhone());

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => client.PostAsJsonAsync("/api/v1/auth/code", new { phone })));

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Accepted);
    }

    /// <summary>What was sent is not taken back with a transaction, so none is around it.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_key_for_repeats_lets_nobody_send_more(string database)
    {
        var (app, _) = await TestGateway.StartAsync(database);
        await using var __ = app;
        var (client, phone) = (await app.ProgramOfAsync(await app.PersonAsync()), TestPeople.NewPhone());
        client.DefaultRequestHeaders.Add("Idempotency-Key", "once");
        using var first = await client.PostAsJsonAsync("/api/v1/auth/code", new { phone });

        using var second = await client.PostAsJsonAsync("/api/v1/auth/code", new { phone });

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.TooManyRequests), (first.StatusCode, second.StatusCode));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Five_an_hour_and_ten_a_day_are_the_most(string database)
    {
        var (app, _) = await TestGateway.StartAsync(database);
        await using var __ = app;
        var (client, phone) = (app.Browser(), TestPeople.NewPhone());
        Assert.Equal(5, await SentAsync(app, client, phone, 20, TimeSpan.FromMinutes(2)));
        app.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(5, await SentAsync(app, client, phone, 5, TimeSpan.FromMinutes(2)));
        app.Clock.Advance(TimeSpan.FromHours(2));

        using var eleventh = await client.PostAsJsonAsync("/api/v1/auth/code", new { phone });
        Assert.Contains("小时后再试", await eleventh.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        app.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(1, await SentAsync(app, client, phone, 1, TimeSpan.Zero));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task One_address_cannot_ask_for_the_codes_of_a_whole_village(string database)
    {
        var (app, _) = await TestGateway.StartAsync(database, ("SignIn:CodesPerMinute", "3"));
        await using var __ = app;
        var client = app.Browser();

        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 5; i++)
        {
            using var answer = await client.PostAsJsonAsync("/api/v1/auth/code", new { phone = TestPeople.NewPhone() });
            answers.Add(answer.StatusCode);
        }

        Assert.Equal(3, answers.Count(a => a == HttpStatusCode.Accepted));
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_known_and_an_unknown_phone_get_the_same_answer(string database)
    {
        var (app, _) = await TestGateway.StartAsync(database);
        await using var __ = app;
        var known = TestPeople.NewPhone();
        await app.PersonAsync(phone: known);

        using var first = await app.Browser().PostAsJsonAsync("/api/v1/auth/code", new { phone = known });
        using var second = await app.Browser().PostAsJsonAsync("/api/v1/auth/code", new { phone = TestPeople.NewPhone() });

        Assert.Equal(first.StatusCode, second.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("0431-8888888")]
    [InlineData("1380000000")]
    [InlineData("138000000000")]
    [InlineData("1380000000a")]
    public async Task What_is_no_mobile_number_gets_a_message_at_the_field(string phone)
    {
        var (app, _) = await TestGateway.StartAsync(TestDatabases.Sqlite);
        await using var __ = app;
        using var answer = await app.Browser().PostAsJsonAsync("/api/v1/auth/code", new { phone });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("\"phone\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_gateway_fails_the_answer_says_so()
    {
        var (app, phones) = await TestGateway.StartAsync(TestDatabases.Sqlite);
        await using var __ = app;
        phones.Answer = SmsAnswer.Unreachable;
        using var answer = await app.Browser().PostAsJsonAsync("/api/v1/auth/code", new { phone = TestPeople.NewPhone() });

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("请看看号码对不对", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_window_slides()
    {
        var now = new DateTime(2026, 9, 1, 2, 0, 0, DateTimeKind.Utc);
        Limit[] limits = [new(2, TimeSpan.FromMinutes(10))];
        long[] At(params int[] minutesAgo) => [.. minutesAgo.Select(m => now.AddMinutes(-m).Ticks)];

        Assert.Null(Throttle.WaitOf(At(9), limits, now));
        Assert.Null(Throttle.WaitOf(At(11, 9), limits, now));
        Assert.Equal(TimeSpan.FromMinutes(1), Throttle.WaitOf(At(9, 2), limits, now));
        Assert.Equal(TimeSpan.FromMinutes(8), Throttle.WaitOf(At(9, 5, 2), [new(1, TimeSpan.FromMinutes(10))], now));
    }

    private static async Task<int> SentAsync(TestApp app, HttpClient client, string phone, int times, TimeSpan apart)
    {
        var sent = 0;
        for (var i = 0; i < times; i++)
        {
            using var answer = await client.PostAsJsonAsync("/api/v1/auth/code", new { phone });
            sent += answer.StatusCode == HttpStatusCode.Accepted ? 1 : 0;
            app.Clock.Advance(apart);
        }

        return sent;
    }
}
