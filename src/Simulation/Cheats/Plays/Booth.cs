using Microsoft.Extensions.DependencyInjection;
using Weiguang.Activities.CheckIn;
using Weiguang.Hours;
using Weiguang.Kernel.Security;
using Weiguang.Simulation.Cheats.Stages;

namespace Weiguang.Simulation.Cheats.Plays;

/// <summary>A kiosk whose owner knows how it talks, and how its page keeps its log: it brings home whatever is wanted.</summary>
/// <param name="salt">Stands in its list, which whoever has the phone can read.</param>
internal sealed class Booth(Outing outing, KioskPen pen, string salt)
{
    private readonly DateTime _opened = outing.Play.Stage.Now;
    private readonly List<object> _noted = [];

    /// <summary>How far its log goes, for whoever wants to go back there.</summary>
    public (int Number, string Head) Reach => pen.Reach;

    public static async Task<Booth> OpenAsync(Outing outing)
    {
        var pen = new KioskPen();
        var now = outing.Play.Stage.Now;
        var opened = await outing.Play.NeedAsync(outing.Lead, $"/api/v1/activities/{outing.Id}/kiosks", new { name = "门口", publicKey = pen.PublicKey, at = Outing.Offset(now).ToUnixTimeMilliseconds(), elapsed = 0 });
        pen.Begin(opened.Body.GetProperty("id").GetGuid(), opened.Text("head"));
        var salt = await outing.Play.Stage.WithAsync(services => Task.FromResult(services.GetRequiredService<Vault>().Index(Personal.Key, $"kiosk-salt:{pen.KioskId:N}")));
        var kiosk = new Booth(outing, pen, salt);
        await kiosk.FetchAsync();
        return kiosk;
    }

    /// <summary>Scans that nobody made, in the time in which they should have been.</summary>
    public async Task InventAsync(IReadOnlyList<Somebody> people, DateTime from, DateTime to)
    {
        await FetchAsync();
        await SendAsync([.. Scans(people, from, ProofEnd.In), .. Scans(people, to, ProofEnd.Out)]);
    }

    /// <summary>The same by the page itself, before which the device's clock was set back, and is put right before it sends.</summary>
    public Task SetBackAsync(IReadOnlyList<Somebody> people, DateTime from, DateTime to) => SendAsync([.. Scans(people, from, ProofEnd.In), .. Scans(people, to, ProofEnd.Out)]);

    /// <summary>What the page reads at the door.</summary>
    public Task ReadAsync(IReadOnlyList<Somebody> people, ProofEnd end) => SendAsync([.. Scans(people, outing.Play.Stage.Now, end)]);

    /// <summary>Reads while there is no network: it is written into the log now, and goes home later.</summary>
    public void Note(IReadOnlyList<Somebody> people, ProofEnd end) => _noted.AddRange(Scans(people, outing.Play.Stage.Now, end));

    /// <summary>There is network again: takes the list, and brings home what was noted.</summary>
    public async Task BringAsync()
    {
        await SendAsync([.. _noted]);
        _noted.Clear();
        await FetchAsync();
    }

    /// <summary>Goes on where its log was before.</summary>
    public Task ForkAsync((int Number, string Head) reach, IReadOnlyList<Somebody> people, DateTime from, DateTime to)
    {
        pen.Reach = reach;
        return SetBackAsync(people, from, to);
    }

    private Task<Said> SendAsync(object[] scans) => outing.Play.PostAsync(
        outing.Lead, $"/api/v1/activities/{outing.Id}/kiosk-scans",
        new { kioskId = pen.KioskId, sentAt = Outing.Offset(outing.Play.Stage.Now), scans, log = new { number = pen.Reach.Number, head = pen.Reach.Head } });

    // The clock that nobody sets runs on: it tells how long the page is open.
    private IEnumerable<object> Scans(IEnumerable<Somebody> people, DateTime at, ProofEnd end) => people.Select((who, i) => pen.Write(
        new(outing.Play.Chance.Id(at), at.AddSeconds(at == outing.Play.Stage.Now ? 0 : 17 * i), KioskBook.Mark(salt, who.Number), end), 1, (long)(outing.Play.Stage.Now - _opened).TotalMilliseconds));

    /// <summary>Takes the list, by a device whose clock is right.</summary>
    private Task<Said> FetchAsync() => outing.Play.GetAsync(
        outing.Lead, $"/api/v1/activities/{outing.Id}/kiosks/{pen.KioskId}/roster?now={outing.Play.Stage.Now:yyyy-MM-ddTHH:mm:ssZ}&number={pen.Reach.Number}&head={pen.Reach.Head}");
}
