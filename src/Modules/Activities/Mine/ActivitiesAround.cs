using Microsoft.Extensions.Localization;
using Weiguang.Activities.Finding;
using Weiguang.Activities.Photos;
using Weiguang.Kernel.Photos;
using Weiguang.Kernel.Time;
using Weiguang.Kernel.Ui;
using Weiguang.People;
using Weiguang.Regions;

namespace Weiguang.Activities.Mine;

/// <summary>Activities of the viewer's county that still want people, soonest first.</summary>
internal sealed class ActivitiesAround(ActivityFinder finder, RegionDirectory regions, IEnumerable<IAlbum> albums, Visitor visitor, IStringLocalizer phrases, TimeProvider clock) : IAround
{
    public async Task<AroundPart?> ReadAsync(int most, CancellationToken ct)
    {
        var page = await finder.ListAsync(new ActivityFilter(Division: DivisionCodes.Above(visitor.DivisionCode, 3), Open: true), most, ct);
        var places = await regions.NamesAsync(page.Items.Select(a => a.DivisionCode), ct);
        var photos = await albums.Single(a => a.Name == ActivityAlbum.Kind).TitlesAsync([.. page.Items.Select(a => a.Id)], ct);
        return page.Items.Count == 0 ? null : new(phrases["附近的活动，还缺人"], ActivityLinks.All, 2, [.. from a in page.Items
            let seats = a.Seats(clock.Now(), phrases)
            select new AroundItem(a.Title, $"/activities/{a.Id}", $"{DayTime.Span(a.StartsAt, a.EndsAt)} · {places.GetValueOrDefault(a.DivisionCode)}".TrimEnd(' ', '·'), seats.Words, seats.Tone) { Scene = ServiceCategories.Scene(a.Category), Photo = photos.GetValueOrDefault(a.Id) }]);
    }
}
