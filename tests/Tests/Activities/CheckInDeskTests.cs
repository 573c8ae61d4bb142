using Microsoft.Extensions.DependencyInjection;
using Weiguang.Activities.CheckIn.Line;
using Weiguang.Hours;
using Weiguang.Kernel.Desks;

namespace Weiguang.Tests.Activities;

public class CheckInDeskTests
{
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task In_and_out_are_kept_once_however_often_they_are_sent(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (activity, volunteer) = await SeatAsync(app);
        app.Clock.Advance(TimeSpan.FromDays(1));
        ProofRequest[] proofs =
        [
            Of(app, activity, volunteer, ProofEnd.In, ProofKinds.RotatingCode),
            Of(app, activity, volunteer, ProofEnd.In, ProofKinds.Position, minutes: 5),
            Of(app, activity, volunteer, ProofEnd.Out, ProofKinds.Card, minutes: 90),
        ];

        var first = new List<ProofOutcome>();
        foreach (var proof in proofs)
        {
            app.Clock.Set(proof.At);
            first.Add((await Desk(app).AskAsync(proof)).Outcome);
        }

        var again = await Task.WhenAll(proofs.Concat(proofs).Select(p => Desk(app).AskAsync(p)));

        Assert.Equal([ProofOutcome.In, ProofOutcome.AlreadyIn, ProofOutcome.Out], first);
        Assert.All(again, a => Assert.Equal(ProofOutcome.Replayed, a.Outcome));
        using var scope = app.Scope();
        var attendance = await scope.Db.Set<Stay>().SingleAsync();
        Assert.Equal((ProofKinds.RotatingCode | ProofKinds.Position, ProofKinds.Card), (attendance.InProof, attendance.OutProof));
        Assert.Equal(90, (attendance.OutAt!.Value - attendance.InAt).TotalMinutes, 0.1);
        Assert.Equal(3, await scope.Db.Set<Proof>().CountAsync());
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Nobody_is_in_two_places_and_nobody_without_a_seat_is_in(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (here, volunteer) = await SeatAsync(app);
        var (there, _) = await SeatAsync(app, volunteer, TimeSpan.FromHours(26));

        app.Clock.Advance(TimeSpan.FromMinutes(60 * 23));
        Assert.Equal(ProofOutcome.NotYet, (await Desk(app).AskAsync(Of(app, here, volunteer, ProofEnd.In))).Outcome);
        app.Clock.Advance(TimeSpan.FromMinutes(60));
        Assert.Equal(ProofOutcome.NotIn, (await Desk(app).AskAsync(Of(app, here, volunteer, ProofEnd.Out))).Outcome);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(ProofOutcome.NotSignedUp, (await Desk(app).AskAsync(Of(app, here, Guid.CreateVersion7(), ProofEnd.In))).Outcome);
        Assert.Equal(ProofOutcome.In, (await Desk(app).AskAsync(Of(app, here, volunteer, ProofEnd.In))).Outcome);
        app.Clock.Advance(TimeSpan.FromMinutes(110));
        Assert.Equal(ProofOutcome.In, (await Desk(app).AskAsync(Of(app, there, volunteer, ProofEnd.In))).Outcome);
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        var left = await Desk(app).AskAsync(Of(app, here, volunteer, ProofEnd.Out));
        Assert.Equal((ProofOutcome.Out, 110), (left.Outcome, (int)Math.Round((left.OutAt! - left.InAt!).Value.TotalMinutes))); // Since they came in there they were here no longer.
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Two_kiosks_without_network_that_let_the_same_person_in_are_told_to_the_organiser(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (activity, volunteer) = await SeatAsync(app);
        app.Clock.Advance(TimeSpan.FromDays(1));
        var (one, two) = (Of(app, activity, volunteer, ProofEnd.In, ProofKinds.Card) with { Device = "one" }, Of(app, activity, volunteer, ProofEnd.In, ProofKinds.Card, minutes: 3) with { Device = "two" });
        app.Clock.Advance(TimeSpan.FromHours(5));

        Assert.Equal(ProofOutcome.In, (await Desk(app).AskAsync(one)).Outcome);
        Assert.Equal(ProofOutcome.Disputed, (await Desk(app).AskAsync(two)).Outcome);
        using var scope = app.Scope();
        Assert.True((await scope.Db.Set<Stay>().SingleAsync()).IsDisputed);
    }

    private static Desk<ProofRequest, ProofAnswer> Desk(TestApp app) => app.Services.GetRequiredService<Desk<ProofRequest, ProofAnswer>>();

    private static ProofRequest Of(TestApp app, Guid activity, Guid volunteer, ProofEnd end, ProofKinds kinds = ProofKinds.Position, int minutes = 0) =>
        new(activity, null, volunteer, end, kinds, Guid.NewGuid(), app.Clock.GetUtcNow().UtcDateTime.AddMinutes(minutes));

    private static async Task<(Guid Activity, Guid Volunteer)> SeatAsync(TestApp app, Guid? known = null, TimeSpan? begins = null)
    {
        var (activity, shifts) = await app.ActivityAsync(begins: begins);
        var volunteer = known ?? await app.VolunteerAsync();
        await (await app.ProgramOfAsync(volunteer)).SignUpAsync(activity, shifts[0]);
        return (activity, volunteer);
    }
}
