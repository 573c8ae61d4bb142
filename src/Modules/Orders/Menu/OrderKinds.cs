using Weiguang.Kernel.Time;
using Weiguang.Kernel.Ui;
using Weiguang.People;
using Weiguang.Regions;

namespace Weiguang.Orders.Menu;

/// <summary>What the station of the viewer's village offers, as pictures that lead into the form.</summary>
internal sealed class OrderKinds(AppDbContext db, StationDirectory stations, Visitor visitor, TimeProvider clock) : IKinds
{
    private static readonly (string Words, string Picture)[] Pictures =
    [
        ("餐饭菜", "k-meal"), ("医病药", "k-hospital"), ("雪", "k-snow"), ("洁扫洗", "k-clean"), ("发", "k-hair"), ("修电水", "k-repair"), ("接送行车", "k-ride"), ("手机", "k-mobile"), ("聊话伴", "k-chat"), ("学读写", "k-pen"),
    ];

    public async Task<IReadOnlyList<KindTile>> ReadAsync(int most, CancellationToken ct)
    {
        if (visitor.DivisionCode == 0 || await stations.ServingAsync(visitor.DivisionCode, ct) is not { } station)
        {
            return [];
        }

        var menu = await MenuCards.OfferedByAsync(db, station.Id, clock.Today(), ct);
        return [.. menu.Take(most).Select(item => new KindTile(PictureOf(item.Title), Short(item.Title), $"{OrderLinks.Place}?item={item.Id}"))];
    }

    /// <summary>The first picture whose words stand in the title; a house for the rest.</summary>
    internal static string PictureOf(string title) => Array.Find(Pictures, p => p.Words.Any(title.Contains)) is { Picture: { } picture } ? picture : "k-home";

    /// <summary>"助医：陪同看病取药" is known as 陪同看病取药.</summary>
    internal static string Short(string title) => title[(title.IndexOf('：', StringComparison.Ordinal) + 1)..];
}
