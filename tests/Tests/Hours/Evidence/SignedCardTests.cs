using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Weiguang.Hours;
using Weiguang.Kernel.Security;
using Weiguang.People.Cards;
using Weiguang.People.Domain;
using Weiguang.Tests.Activities;

namespace Weiguang.Tests.Hours.Evidence;

/// <summary>A card proves that its owner's phone was there, now; whatever else shows its number is a word.</summary>
public class SignedCardTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_the_own_phone_shows_now_is_a_card_and_its_picture_is_not(string database)
    {
        var at = await BuildAsync(database);
        using var phone = await at.PhoneAsync(at.Volunteer);
        var shown = at.Show(phone);

        Assert.Equal(("in", true), await at.TickAsync("in", shown));
        Assert.Equal(ProofKinds.Card, Assert.Single(await at.Door.ProofsAsync(at.Volunteer)).Kinds);
        at.App.Clock.Advance(TimeSpan.FromMinutes(100));
        Assert.Equal(("card-not-now", false), await at.TickAsync("out", shown)); // Kept as a picture since.
        Assert.Equal(("card-not-now", false), await at.TickAsync("out", at.Show(phone, +10))); // By a clock that was put forward.
        Assert.Equal(("out", true), await at.TickAsync("out", $"https://elsewhere.example/volunteers/{at.Number}")); // The printed code.
        Assert.Equal((ProofKinds.Card, ProofKinds.Number), ((await at.Door.PresenceAsync(at.Volunteer))!.InProof, (await at.Door.PresenceAsync(at.Volunteer))!.OutProof));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Nobody_signs_for_somebody_else_and_a_phone_that_was_taken_off_signs_no_more(string database)
    {
        var at = await BuildAsync(database);
        using var phone = await at.PhoneAsync(at.Volunteer);
        using var own = await at.PhoneAsync(await at.App.VolunteerAsync("别人"));
        using var unknown = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var good = at.Show(phone);
        string[] forged = [at.Show(own), at.Show(unknown), $"{good[..^4]}{(good[^4] == 'A' ? 'B' : 'A')}{good[^3..]}", good.Replace("?t=", "?t=1", StringComparison.Ordinal)];

        foreach (var text in forged)
        {
            Assert.Equal(("card-unknown", false), await at.TickAsync("in", text));
        }

        Assert.Empty(await at.Door.ProofsAsync(at.Volunteer));
        var browser = await at.App.BrowserOfAsync(at.Volunteer);
        var key = Assert.Single((await (await at.App.ProgramOfAsync(at.Volunteer)).GetFromJsonAsync<JsonElement>("/api/v1/me/card-keys", Ct)).GetProperty("items").EnumerateArray()).GetProperty("id").GetGuid();
        using var dropped = await browser.ForgeAsync("/me/card", ("_handler", "drop"), ("Form.KeyId", $"{key}"));
        Assert.Equal(HttpStatusCode.Redirect, dropped.StatusCode);
        Assert.Equal(("card-unknown", false), await at.TickAsync("in", good));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_owner_hears_of_every_new_phone_and_the_oldest_makes_room(string database)
    {
        var at = await BuildAsync(database);
        List<ECDsa> phones = [];
        for (var i = 0; i <= CardKeys.Most; i++)
        {
            phones.Add(await at.PhoneAsync(at.Volunteer));
            at.App.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(HttpStatusCode.NoContent, await at.RegisterAsync(at.Volunteer, phones[^1])); // The page is opened again.
        Assert.Equal(CardKeys.Most, (await at.App.ToldAsync(at.Volunteer)).Count(m => m.StartsWith("一台新手机", StringComparison.Ordinal)));
        Assert.Equal(("card-unknown", false), await at.TickAsync("in", at.Show(phones[0])));
        Assert.Equal(("in", true), await at.TickAsync("in", at.Show(phones[1])));
        var page = await (await at.App.BrowserOfAsync(at.Volunteer)).GetPageAsync("/me/card", Ct);
        Assert.Equal(CardKeys.Most, page.QuerySelectorAll("[name='Form.KeyId']").Length);
        Assert.NotNull(page.QuerySelector("wg-card[data-number][data-url] [role=img] svg"));
    }

    /// <summary>Five accounts on one phone registered one key, and it showed the cards of all of them.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_key_is_one_accounts_and_stays_so(string database)
    {
        var at = await BuildAsync(database);
        using var phone = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var people = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => at.App.VolunteerAsync()));

        var answers = await Task.WhenAll(people.Select(person => at.RegisterAsync(person, phone)));

        Assert.Equal(4, answers.Count(a => a == HttpStatusCode.BadRequest));
        var owner = people[Array.IndexOf(answers, HttpStatusCode.NoContent)];
        var program = await at.App.ProgramOfAsync(owner);
        Assert.Equal(HttpStatusCode.NoContent, await at.RegisterAsync(owner, phone));
        var key = Assert.Single((await program.GetFromJsonAsync<JsonElement>("/api/v1/me/card-keys", Ct)).GetProperty("items").EnumerateArray()).GetProperty("id").GetGuid();
        Assert.Equal(HttpStatusCode.NoContent, (await program.DeleteAsync($"/api/v1/me/card-keys/{key}", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, await at.RegisterAsync(people.First(p => p != owner), phone)); // Taken off it is nobody else's.
        Assert.Equal(HttpStatusCode.NoContent, await at.RegisterAsync(owner, phone));
        using var scope = at.App.Scope();
        Assert.Equal([owner], await scope.Db.Set<CardKey>().Where(k => people.Contains(k.PersonId)).Select(k => k.PersonId).ToListAsync(Ct));
    }

    /// <summary>It was still signed in: reloading its page made it a new key.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_phone_that_was_taken_off_comes_back_by_a_sign_in_anew_and_by_nothing_else(string database)
    {
        var at = await BuildAsync(database);
        var (lost, own) = (await at.App.ProgramOfAsync(at.Volunteer), await at.App.ProgramOfAsync(at.Volunteer));
        using var old = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var fresh = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var mine = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.Equal(HttpStatusCode.NoContent, await RegisterAsync(lost, old));
        at.App.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.NoContent, await RegisterAsync(own, mine));
        var keys = (await own.GetFromJsonAsync<JsonElement>("/api/v1/me/card-keys", Ct)).GetProperty("items").EnumerateArray().Select(k => k.GetProperty("id").GetGuid()).ToList();
        using var page = await (await at.App.BrowserOfAsync(at.Volunteer)).GetPageAsync("/me/card", Ct);
        Assert.Equal(KeyOf(mine), page.QuerySelector("[data-key]")!.GetAttribute("data-key")); // The newest stands first, and its page knows itself by it.
        Assert.NotNull(page.QuerySelector("main a[href='/me/sessions']"));

        Assert.Equal(HttpStatusCode.NoContent, (await own.DeleteAsync($"/api/v1/me/card-keys/{keys[1]}", Ct)).StatusCode);

        Assert.Equal([HttpStatusCode.Conflict, HttpStatusCode.Conflict], [await RegisterAsync(lost, old), await RegisterAsync(lost, fresh)]);
        Assert.Equal(("card-unknown", false), await at.TickAsync("in", at.Show(old)));
        Assert.Equal(HttpStatusCode.NoContent, await RegisterAsync(own, mine)); // What is on the card stays there.
        Assert.Equal(HttpStatusCode.NoContent, await RegisterAsync(await at.App.ProgramOfAsync(at.Volunteer), old));
        Assert.Equal(("in", true), await at.TickAsync("in", at.Show(old)));
    }

    private static async Task<HttpStatusCode> RegisterAsync(HttpClient session, ECDsa phone)
    {
        using var answer = await session.PostAsJsonAsync("/api/v1/me/card-keys", new { publicKey = KeyOf(phone) }, Ct);
        return answer.StatusCode;
    }

    [Fact]
    public async Task What_is_no_key_is_refused_at_its_field()
    {
        var at = await BuildAsync(TestDatabases.Sqlite);
        var program = await at.App.ProgramOfAsync(at.Volunteer);
        foreach (var key in new[] { "", "x", new string('A', PhoneKey.Length), new string('汉', PhoneKey.Length) })
        {
            using var answer = await program.PostAsJsonAsync("/api/v1/me/card-keys", new { publicKey = key }, Ct);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.True((await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("errors").TryGetProperty("publicKey", out _));
        }
    }

    /// <summary>As WebCrypto wrote it (Node 20), letter for letter.</summary>
    [Fact]
    public void What_a_browser_has_signed_is_read()
    {
        const string Key = "BNJls3r3ADwV_gWZdn57oi5m0fYjRybmcqCS5zQgWPX-lt6HezjHESqX6j9DFfHg4oQrNPs9T_guc8zI2MR9uBU";
        const string Signature = "5_kkzelKhvHTsgoiexNZcv1pBhQA9qh4NS_XnB2oQPQ0o0mXRTxcpRWNPy3uqzt80hqCOzAJ1T7OwL_VARW5vA";
        var shown = CardCode.Parse($"https://weiguang.example.gov.cn/volunteers/V22088120260100001X?t=59999999&s={Signature}")!;

        Assert.True(PhoneKey.IsKey(Key) && shown.IsSignedBy(Key));
        Assert.False((shown with { Step = 59_999_998 }).IsSignedBy(Key));
    }

    /// <summary>Whatever letter is another one: it is no code of that phone, or says the same.</summary>
    [Fact]
    public void A_code_is_read_as_it_was_shown_or_not_at_all() => Prop.ForAll(Gen.Choose(0, 10_000_000).Two().ToArbitrary(), pair =>
    {
        using var phone = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (step, key, text) = ((long)pair.Item1, KeyOf(phone), Sign(phone, "V22088120260100001X", pair.Item1));
        var (place, read) = (pair.Item2 % text.Length, CardCode.Parse(text)!);
        var changed = CardCode.Parse($"{text[..place]}{(text[place] == '7' ? '8' : '7')}{text[(place + 1)..]}");
        DateTime After(int seconds) => DateTime.UnixEpoch.AddSeconds((step * CardCode.StepSeconds) + seconds);
        return read.Step == step && read.IsSignedBy(key) && read.IsOf(After(-30)) && read.IsOf(After(90)) && !read.IsOf(After(-31)) && !read.IsOf(After(91))
            && (changed is null || !changed.IsSignedBy(key) || (changed.Number == read.Number && changed.Step == read.Step));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    private static string KeyOf(ECDsa phone) => phone.ExportParameters(false).Q is var q ? Base64Url.EncodeToString([4, .. q.X!, .. q.Y!]) : "";

    private static string Sign(ECDsa phone, string number, long step) =>
        $"https://localhost/volunteers/{number}?t={step}&s={Base64Url.EncodeToString(phone.SignData(Encoding.UTF8.GetBytes(CardCode.Signed(number, step)), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation))}";

    private async Task<Cards> BuildAsync(string database)
    {
        var app = await apps.On(database);
        var door = await DoorStep.BuildAsync(app);
        var number = VolunteerNumber.Make(TestPeople.Village, app.Clock.GetUtcNow().UtcDateTime, Random.Shared.Next(10_000, 900_000));
        return new(app, door, await door.SeatedAsync("王秀英", number), number);
    }

    private sealed record Cards(TestApp App, DoorStep Door, Guid Volunteer, string Number)
    {
        public async Task<ECDsa> PhoneAsync(Guid owner)
        {
            var phone = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            Assert.Equal(HttpStatusCode.NoContent, await RegisterAsync(owner, phone));
            return phone;
        }

        public async Task<HttpStatusCode> RegisterAsync(Guid owner, ECDsa phone)
        {
            using var answer = await (await App.ProgramOfAsync(owner)).PostAsJsonAsync("/api/v1/me/card-keys", new { publicKey = KeyOf(phone) }, Ct);
            return answer.StatusCode;
        }

        public string Show(ECDsa phone, int stepsAhead = 0) => Sign(phone, Number, (App.Clock.GetUtcNow().ToUnixTimeSeconds() / CardCode.StepSeconds) + stepsAhead);

        public async Task<(string? Answer, bool Good)> TickAsync(string end, string text)
        {
            var reply = (await Door.TickAsync(await App.ProgramOfAsync(Door.Lead), new { end, ticks = new[] { new { number = text } } }))[0];
            return (reply.GetProperty("answer").GetString(), reply.GetProperty("good").GetBoolean());
        }
    }
}
