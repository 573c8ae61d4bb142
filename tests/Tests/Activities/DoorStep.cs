using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Activities.CheckIn;
using Weiguang.Activities.Domain;
using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.People.Domain;

namespace Weiguang.Tests.Activities;

/// <summary>An activity that begins in ten minutes, with whoever runs it and volunteers who have seats: the situation at every door.</summary>
internal sealed class DoorStep
{
    public required TestApp App { get; init; }

    public required Guid Activity { get; init; }

    public required Guid Shift { get; init; }

    public required Guid Lead { get; init; }

    public static Task<DoorStep> BuildAsync(TestApp app, Action<Activity>? change = null, params int[] capacities) => BuildAsync(app, null, change, capacities);

    /// <summary>The same, called by a team.</summary>
    public static async Task<DoorStep> BuildAsync(TestApp app, Guid? team, Action<Activity>? change = null, params int[] capacities)
    {
        var lead = await app.VolunteerAsync("孙桂兰");
        var (activity, shifts) = await app.ActivityAsync(change, TimeSpan.FromMinutes(10), lead, team, capacities is [] ? [20] : capacities);
        return new() { App = app, Activity = activity, Shift = shifts[0], Lead = lead };
    }

    /// <summary>Somebody with a seat.</summary>
    public async Task<Guid> SeatedAsync(string name = "李强", string? number = null)
    {
        var id = await App.VolunteerAsync(name);
        using var scope = App.Scope();
        scope.Db.Add(new Signup
        {
            ActivityId = Activity,
            ShiftId = Shift,
            VolunteerId = id,
            StartsAt = App.Clock.GetUtcNow().UtcDateTime.AddMinutes(10),
            EndsAt = App.Clock.GetUtcNow().UtcDateTime.AddMinutes(130),
            DivisionCode = TestPeople.Village,
        });
        if (number is not null)
        {
            scope.Db.Add(new NumberEntry { Number = number, PersonId = id });
        }

        await scope.Db.SaveChangesAsync();
        return id;
    }

    /// <summary>Gives somebody who has a seat in the first shift one in all the others.</summary>
    public async Task SeatAllAsync(Guid volunteer)
    {
        using var scope = App.Scope();
        foreach (var shift in await scope.Db.Set<Shift>().Where(s => s.ActivityId == Activity && s.Id != Shift).ToListAsync())
        {
            scope.Db.Add(new Signup { ActivityId = Activity, ShiftId = shift.Id, VolunteerId = volunteer, StartsAt = shift.StartsAt, EndsAt = shift.EndsAt, DivisionCode = TestPeople.Village });
        }

        await scope.Db.SaveChangesAsync();
    }

    public string Code(ProofEnd end = ProofEnd.In, Guid? shift = null) => App.Services.GetRequiredService<RotatingCodes>().Make(Activity, shift, end);

    public async Task<HttpResponseMessage> ShowAsync(Guid volunteer, string way, object what) =>
        await (await App.ProgramOfAsync(volunteer)).PostAsJsonAsync($"/api/v1/activities/{Activity}/{way}", what);

    public async Task<List<JsonElement>> TickAsync(HttpClient organiser, object body)
    {
        using var answer = await organiser.PostAsJsonAsync($"/api/v1/activities/{Activity}/attendance", body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return [.. (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("items").EnumerateArray()];
    }

    public async Task<Stay?> PresenceAsync(Guid volunteer)
    {
        using var scope = App.Scope();
        return await scope.Db.Set<Stay>().AsNoTracking().SingleOrDefaultAsync(a => a.SourceId == Activity && a.VolunteerId == volunteer);
    }

    public async Task<List<Proof>> ProofsAsync(Guid volunteer)
    {
        using var scope = App.Scope();
        return await scope.Db.Set<Proof>().AsNoTracking().Where(p => p.SourceId == Activity && p.VolunteerId == volunteer).OrderBy(p => p.At).ToListAsync();
    }
}
