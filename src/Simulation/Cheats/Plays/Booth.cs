using Microsoft.Extensions.DependencyInjection;
using Weiguang.Activities.CheckIn;
using Weiguang.Kernel.Security;
using Weiguang.Simulation.Cheats.Stages;

namespace Weiguang.Simulation.Cheats.Plays;

/// <summary>A kiosk whose owner knows how it talks: it brings home whatever is wanted.</summary>
/// <param name="salt">Stands in its list, which whoever has the phone can read.</param>
internal sealed class Booth(Outing outing, Guid id, string salt)
{
    public static async Task<Booth> OpenAsync(Outing outing)
    {
        var opened = await outing.Play.NeedAsync(outing.Lead, $"/api/v1/activities/{outing.Id}/kiosks", new { name = "门口" });
        var id = opened.Body.GetProperty("id").GetGuid();
        var salt = await outing.Play.Stage.WithAsync(services => Task.FromResult(services.GetRequiredService<Vault>().Index(Personal.Key, $"kiosk-salt:{id:N}")));
        var kiosk = new Booth(outing, id, salt);
        await kiosk.FetchAsync();
        return kiosk;
    }

    /// <summary>Scans that nobody made, in the time in which they should have been.</summary>
    public async Task InventAsync(IReadOnlyList<Somebody> people, DateTime from, DateTime to)
    {
        await FetchAsync();
        var scans = Scans(people, from, "in").Concat(Scans(people, to, "out")).ToList();
        await outing.Play.PostAsync(outing.Lead, $"/api/v1/activities/{outing.Id}/kiosk-scans", new { kioskId = id, sentAt = Outing.Offset(outing.Play.Stage.Now), scans });
    }

    private IEnumerable<object> Scans(IEnumerable<Somebody> people, DateTime at, string end) =>
        people.Select((who, i) => new { nonce = outing.Play.Chance.Id(at), at = Outing.Offset(at.AddSeconds(17 * i)), mark = KioskBook.Mark(salt, who.Number), end });

    /// <summary>Takes the list, by a device whose clock is right.</summary>
    private Task<Said> FetchAsync() => outing.Play.GetAsync(outing.Lead, $"/api/v1/activities/{outing.Id}/kiosks/{id}/roster?now={outing.Play.Stage.Now:yyyy-MM-ddTHH:mm:ssZ}");
}
