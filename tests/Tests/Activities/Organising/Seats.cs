using System.Net.Http.Json;
using static Weiguang.Tests.Activities.Organising.Organising;

namespace Weiguang.Tests.Activities.Organising;

internal static class Seats
{
    /// <summary>A new volunteer signs up for the first shift.</summary>
    public static async Task<Guid> SignUpAsync(this TestApp app, Guid activity)
    {
        var volunteer = await app.VolunteerAsync();
        var shift = (await app.ActivityOfAsync(activity)).Shifts.OrderBy(s => s.StartsAt).First();
        var program = await app.ProgramOfAsync(volunteer);
        await (await program.PostAsJsonAsync($"/api/v1/activities/{activity}/signups", new { shiftId = shift.Id }, Ct)).JsonAsync();
        return volunteer;
    }
}
