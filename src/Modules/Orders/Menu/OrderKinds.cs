using Weiguang.Kernel.Time;
using Weiguang.Kernel.Ui;
using Weiguang.People;
using Weiguang.Regions;

namespace Weiguang.Orders.Menu;

/// <summary>What the station of the viewer's village offers, as pictures that lead into the form.</summary>
internal sealed class OrderKinds(AppDbContext db, StationDirectory stations, Visitor visitor, TimeProvider clock) : IKinds
{
    private static readonly (string[] Words, string Picture)[] Pictures =
    [
        (["餐", "饭", "做菜", "送菜"], "k-meal"), (["医", "看病", "药", "血压"], "k-hospital"), (["雪"], "k-snow"), (["理发", "剪发"], "k-hair"), (["手机"], "k-mobile"), (["维修", "修补", "水管", "水电", "家电", "修理"], "k-repair"),
        (["打扫", "助洁", "洗", "清扫", "擦"], "k-clean"), (["接送", "助行", "出门"], "k-ride"), (["说话", "聊天", "唠嗑", "陪伴"], "k-chat"), (["学业", "作业", "读信", "写信"], "k-pen"),
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
