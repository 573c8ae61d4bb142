using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Activities.Domain;
using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.Hours.Proving;
using Weiguang.Kernel.Outbox;
using Weiguang.Ledger;
using Weiguang.People;

namespace Weiguang.Tests.Activities;

/// <summary>A shift from ten to twelve tomorrow with whoever was there, its organiser, and staff of the county who have nothing to do with it.</summary>
internal sealed class Presences
{
    public const ProofKinds Both = ProofKinds.RotatingCode | ProofKinds.Position;

    public required TestApp App { get; init; }

    public required Guid Activity { get; init; }

    public required Guid Shift { get; init; }

    public required DateTime Start { get; init; }

    public required Guid LeadId { get; init; }

    public required Guid StaffId { get; init; }

    public HttpClient Lead { get; private set; } = default!;

    public HttpClient Staff { get; private set; } = default!;

    public static async Task<Presences> BuildAsync(TestApp app, Guid? team = null, Action<Activity>? change = null)
    {
        var lead = await app.VolunteerAsync("赵队长");
        var (activity, shifts) = await app.ActivityAsync(change, TimeSpan.FromDays(1), lead, team, 500);
        using var scope = app.Scope();
        var fair = new Presences
        {
            App = app,
            Activity = activity,
            Shift = shifts[0],
            Start = await scope.Db.Set<Shift>().Where(s => s.ActivityId == activity && s.Id == shifts[0]).Select(s => s.StartsAt).SingleAsync(),
            LeadId = lead,
            StaffId = await app.PersonWithAsync(Role.Coordinator, TestPeople.County),
        };
        await fair.SignInAsync();
        return fair;
    }

    /// <summary>Sessions of staff end after half a day without use: after a jump of the clock everybody signs in anew.</summary>
    private async Task SignInAsync() => (Lead, Staff) = (await App.ProgramOfAsync(LeadId), await App.ProgramOfAsync(StaffId));

    /// <summary>Somebody with a seat who came, and left unless <paramref name="outMinute"/> is null; minutes from the shift's start.</summary>
    public async Task<Guid> ThereAsync(double inMinute, double? outMinute, ProofKinds atIn = Both, ProofKinds atOut = Both, Guid? by = null, Guid? who = null, string device = "", int seen = 0, Guid? shift = null)
    {
        var id = who ?? await App.VolunteerAsync();
        using var scope = App.Scope();
        if (who is null)
        {
            scope.Db.Add(Seat(id, shift));
        }

        scope.Db.Add(new Stay
        {
            SourceId = Activity, EngagementId = shift ?? Shift, VolunteerId = id, DivisionCode = TestPeople.Village,
            InAt = Start.AddMinutes(inMinute), InProof = atIn, OutAt = outMinute is { } left ? Start.AddMinutes(left) : null,
            OutProof = outMinute is null ? ProofKinds.None : atOut, SeenAt = Start.AddMinutes(Math.Max(outMinute ?? inMinute, seen)),
        });
        scope.Db.Add(ProofOf(id, ProofEnd.In, atIn, inMinute, by, device, shift));
        if (outMinute is { } minute)
        {
            scope.Db.Add(ProofOf(id, ProofEnd.Out, atOut, minute, by, device, shift));
        }
        else if (seen > 0)
        {
            scope.Db.Add(ProofOf(id, ProofEnd.Seen, atIn, seen, by, device, shift));
        }

        await scope.Db.SaveChangesAsync();
        return id;
    }

    /// <summary>Somebody with a seat who has no presence.</summary>
    public async Task<Guid> SeatedAsync()
    {
        var id = await App.VolunteerAsync();
        using var scope = App.Scope();
        scope.Db.Add(Seat(id));
        await scope.Db.SaveChangesAsync();
        return id;
    }

    /// <summary>Goes to so many minutes after the shift's start, settles what is due and empties the outbox.</summary>
    public async Task SettleAsync(double minute)
    {
        App.Clock.Set(new DateTimeOffset(Start.AddMinutes(minute), TimeSpan.Zero));
        await SignInAsync();
        await WalkAsync(App);
    }

    public static async Task WalkAsync(TestApp app)
    {
        await app.Services.GetRequiredService<HoursPatrol>().WalkAsync(TestContext.Current.CancellationToken);
        await app.Services.GetRequiredService<OutboxPump>().DrainAsync(TestContext.Current.CancellationToken);
    }

    public async Task<ServiceRecord> RecordAsync(Guid volunteer)
    {
        using var scope = App.Scope();
        return await scope.Db.Set<ServiceRecord>().AsNoTracking().Include(r => r.Story).OrderByDescending(r => r.Id).FirstAsync(r => r.SourceId == Activity && r.VolunteerId == volunteer);
    }

    public async Task<long> BalanceAsync(Guid volunteer)
    {
        using var scope = App.Scope();
        return await scope.Get<LedgerBook>().BalanceAsync(volunteer, LedgerUnit.Minutes);
    }

    public async Task<LedgerDifference?> VerifyAsync()
    {
        using var scope = App.Scope();
        return (await scope.Get<LedgerBook>().VerifyAsync()).Difference;
    }

    /// <summary>Posts under the activity's address; the status.</summary>
    /// <param name="version">What the caller saw; null when they do not say.</param>
    public async Task<int> PostAsync(HttpClient who, string path, object? body = null, int? version = null)
    {
        using var answer = await who.PostAsJsonAsync($"/api/v1/hours/{Activity}/{path}{(version is { } seen ? $"?version={seen}" : "")}", body ?? new { });
        return (int)answer.StatusCode;
    }

    public async Task<JsonElement> GetAsync(HttpClient who, string path) => await who.GetFromJsonAsync<JsonElement>($"/api/v1/hours/{Activity}/{path}".TrimEnd('/'));

    private Signup Seat(Guid id, Guid? shift = null) => new()
    {
        ActivityId = Activity, ShiftId = shift ?? Shift, VolunteerId = id, StartsAt = Start, EndsAt = Start.AddHours(2), DivisionCode = TestPeople.Village,
    };

    private Proof ProofOf(Guid id, ProofEnd end, ProofKinds kinds, double minute, Guid? by, string device, Guid? shift) => new()
    {
        SourceId = Activity, Id = Guid.CreateVersion7(), EngagementId = shift ?? Shift, VolunteerId = id, End = end, Kinds = kinds, At = Start.AddMinutes(minute), ReceivedAt = Start.AddMinutes(minute), ByPersonId = by, Device = device,
    };
}
