using Weiguang.Kernel.Time;

namespace Weiguang.Browser;

/// <summary>
/// The whole activity loop as its people play it, by the pages alone: volunteers on phones, those who run and certify at a desk. The clock is turned to Friday and to the end of
/// the publicity; see <see cref="TimedSite"/>.
/// </summary>
public sealed partial class ActivityJourneyTests(Site site) : IAsyncDisposable
{
    private const string Title = "周五下午陪老人说说话";

    private static readonly Geolocation Place = new() { Latitude = 45.3351f, Longitude = 122.7871f, Accuracy = 12 };

    private readonly TimedSite _timed = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_Friday_comes_from_the_first_plan_to_a_certificate_that_a_stranger_believes()
    {
        var people = await _timed.VolunteersAsync(Ct);
        var friday = Friday(_timed.Clock.Today());
        var leader = await EnterAsync("team-leader", Size.Desk);
        var activity = await PlanAsync(leader, friday);
        var (star, leaves, waits) = (await EnterAsync(people[0]), await EnterAsync(people[1]), await EnterAsync(people[2]));

        await SignUpAsync(star, activity, "报名", "star", friday);
        await SignUpAsync(leaves, activity, "报名", "leaves", friday);
        await SignUpAsync(waits, activity, "排队候补", "waits", friday);
        await GiveUpAsync(leaves, activity);
        await TakeOfferAsync(waits, activity);
        await leader.VisitAsync($"/console/activities/{activity}", "activity-5-roster");
        Assert.Contains(people[0].Name, await leader.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.Contains(people[2].Name, await leader.InnerTextAsync("main"), StringComparison.Ordinal);

        _timed.Clock.TurnTo(At(friday, 13, 50));
        await ScanAsync(leader, star, activity, "in", "签到");
        await StandThereAsync(waits, activity);
        await leader.VisitAsync($"/console/activities/{activity}/check-in", "activity-7-door");
        _timed.Clock.TurnTo(At(friday, 16, 2));
        await ScanAsync(leader, star, activity, "out", "签退");

        _timed.Clock.TurnTo(At(friday, 16, 40));
        await AnswerForgottenAsync(leader, waits, activity);
        await HoursAsync(star, "star");
        _timed.Clock.TurnTo(At(friday.AddDays(7), 10, 0)); // Shown to everybody first.
        await HoursAsync(waits, "waits");
        await PublicityAsync(activity, people);

        await StarAsync(star, people[0]);
        await CertificateAsync(star, friday);
    }

    public async ValueTask DisposeAsync() => await _timed.DisposeAsync();

    private static DateOnly Friday(DateOnly today) => Enumerable.Range(1, 7).Select(today.AddDays).Single(day => day.DayOfWeek == DayOfWeek.Friday);

    private static DateTimeOffset At(DateOnly day, int hour, int minute) => new(day.ToDateTime(new TimeOnly(hour, minute)).FromShanghai(), TimeSpan.Zero);

    private Task<IPage> EnterAsync(string role, Size size) => site.EnterAsync(role, size, address: _timed.Address);

    private async Task<IPage> EnterAsync(VolunteerNamed volunteer)
    {
        await _timed.CastAsync(volunteer, Ct);
        var page = await EnterAsync("volunteer", Size.Phone);
        await page.Context.GrantPermissionsAsync(["geolocation"]);
        await page.Context.SetGeolocationAsync(Place);
        return page;
    }

    private async Task<IPage> StrangerAsync(string path, string picture)
    {
        var page = await site.OpenAsync(path, Size.Phone, address: _timed.Address);
        await page.LookAsync(picture);
        return page;
    }
}
