using System.Net.Http.Json;
using System.Text.Json;
using Weiguang.Activities.CheckIn;
using Weiguang.Hours;
using Weiguang.Kernel.Security;
using Weiguang.Simulation.Cheats.Plays;

namespace Weiguang.Tests.Activities.Kiosks;

/// <summary>A phone that is a kiosk, with its own clock and its own log, as its page keeps it.</summary>
internal sealed class KioskDevice(TestApp app, Guid activity, HttpClient sender, KioskPen pen, string salt)
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private DateTime _opened = app.Clock.GetUtcNow().UtcDateTime;
    private int _load = 1;

    public Guid Id => pen.KioskId;

    /// <summary>What its log says of itself; set back, it goes on from there.</summary>
    public (int Number, string Head) Reach { get => pen.Reach; set => pen.Reach = value; }

    /// <summary>By how much its clock is ahead of the right one.</summary>
    public TimeSpan Ahead { get; set; }

    public DateTime Now => app.Clock.GetUtcNow().UtcDateTime + Ahead;

    private string Api => $"/api/v1/activities/{activity}";

    public static async Task<KioskDevice> OpenAsync(TestApp app, Guid activity, HttpClient sender, bool hasLog = true)
    {
        var pen = new KioskPen();
        var at = app.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        using var answer = await sender.PostAsJsonAsync($"/api/v1/activities/{activity}/kiosks", new { name = "门口", publicKey = hasLog ? pen.PublicKey : null, at, elapsed = 0 }, Ct);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
        var opened = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
        pen.Begin(opened.GetProperty("id").GetGuid(), opened.GetProperty("head").GetString()!);
        using var scope = app.Scope();
        return new(app, activity, sender, pen, scope.Get<Vault>().Index(Personal.Key, $"kiosk-salt:{pen.KioskId:N}"));
    }

    /// <summary>Its page is opened anew.</summary>
    public void Reload() => (_load, _opened) = (_load + 1, app.Clock.GetUtcNow().UtcDateTime);

    /// <summary>Reads a card, at this moment or earlier; or now, as if it had been then by a clock that was set back.</summary>
    public object Read(string number, string end = "in", DateTime? at = null, string? card = null, bool isSetBack = false)
    {
        var now = app.Clock.GetUtcNow().UtcDateTime;
        return pen.Write(Scan(number, end, at ?? Now, card), _load, (long)((at is { } then && !isSetBack ? then - Ahead : now) - _opened).TotalMilliseconds);
    }

    /// <summary>The same beside its log.</summary>
    public object Unlogged(string number, string end = "in", DateTime? at = null) => KioskPen.Said(Scan(number, end, at ?? Now, null), null);

    public async Task<JsonElement> SendAsync(IEnumerable<object> scans, HttpClient? by = null)
    {
        using var answer = await (by ?? sender).PostAsJsonAsync($"{Api}/kiosk-scans", new { kioskId = Id, sentAt = Now, scans, log = new { number = Reach.Number, head = Reach.Head } }, Ct);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
    }

    public async Task<List<string>> AnswersAsync(params object[] scans) => Answers(await SendAsync(scans));

    public static List<string> Answers(JsonElement reply) => [.. reply.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("answer").GetString()!)];

    /// <summary>Asks whether it is still open, and says how far its log goes.</summary>
    public Task<JsonElement> AskAsync() => sender.GetFromJsonAsync<JsonElement>($"{Api}/kiosks/{Id}?number={Reach.Number}&head={Reach.Head}", Ct);

    public Task<JsonElement> FetchAsync() => sender.GetFromJsonAsync<JsonElement>($"{Api}/kiosks/{Id}/roster?now={Now:O}&number={Reach.Number}&head={Reach.Head}", Ct);

    private KioskScan Scan(string number, string end, DateTime at, string? card) => new(Guid.NewGuid(), at, KioskBook.Mark(salt, number), Enum.Parse<ProofEnd>(end, ignoreCase: true), Card: card);
}
