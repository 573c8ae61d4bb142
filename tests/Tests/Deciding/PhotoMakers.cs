using System.Net.Http.Json;
using Weiguang.Activities.Domain;
using Weiguang.Tests.Activities;
using Weiguang.Tests.Photos;

namespace Weiguang.Tests.Deciding;

/// <summary>Cases about pictures.</summary>
internal static class PhotoMakers
{
    public static async Task<MadeCase> ActivityAsync(TestApp app)
    {
        var (team, people) = await CaseMakers.TeamAsync(app);
        var (id, _) = await app.ActivityAsync(a => (a.Risk, a.RiskNotice) = (Risk.Raised, "路滑。"), lead: people[0], team: team);
        var photo = await (await app.ProgramOfAsync(people[0])).BroughtAsync("activity", id);
        return new(app, "activities.photos", id, people, MadeCase.Post(app, $"{AlbumSteps.At("activity", id)}/{photo}/approve", new { }));
    }

    public static async Task<MadeCase> ThanksAsync(TestApp app)
    {
        var (village, order, _) = await ThanksPhotoTests.RatedAsync(app);
        var photo = await village.Resident.BroughtAsync("thanks", order, forAll: true);
        using var scope = app.Scope();
        var volunteer = await scope.Db.Set<Weiguang.Orders.Domain.Order>().Where(o => o.Id == order).Select(o => o.VolunteerId).SingleAsync();
        return new(app, "orders.thanks", order, [village.ResidentId, volunteer!.Value], MadeCase.Post(app, $"{AlbumSteps.At("thanks", order)}/{photo}/approve", new { })) { Arranged = village.StaffId };
    }

    public static async Task<MadeCase> ReportAsync(TestApp app)
    {
        var (team, people) = await CaseMakers.TeamAsync(app);
        var photo = await (await app.ProgramOfAsync(people[0])).BroughtAsync("team", team);
        using var said = await (await app.ProgramOfAsync(await app.PersonAsync())).PostAsJsonAsync($"{AlbumSteps.At("team", team)}/{photo}/report", new { reason = "上面有我家孩子" });
        var report = await PhotoReportTests.OneAsync(app, photo);
        return new(app, "cases.photo-report", report, people, MadeCase.Post(app, $"/api/v1/photo-reports/{report}/decision", new { takeDown = false, decision = "看过了" }));
    }
}
