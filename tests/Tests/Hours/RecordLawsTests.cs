using Weiguang.Tests.Activities;
using FsCheck;
using FsCheck.Fluent;
using Weiguang.Activities.Domain;
using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.Hours.IntoLedger;
using Weiguang.Hours.Records;

namespace Weiguang.Tests.Hours;

/// <summary>Whatever happens to records, in whatever order: what they count is what the ledger holds.</summary>
public class RecordLawsTests(SharedApps apps) : IClassFixture<SharedApps>
{
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_sum_of_records_is_the_balance_after_any_history(string database)
    {
        var app = await apps.On(database);
        var step =
            from kind in Gen.Elements(Enum.GetValues<StepKind>())
            from pick in Gen.Choose(0, 100)
            from minutes in Gen.Choose(0, 150)
            select new Step(kind, pick, minutes);
        Prop.ForAll(Gen.NonEmptyListOf(step).ToArbitrary(), steps => AddsUpAsync(app, steps).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(6));
    }

    private static async Task AddsUpAsync(TestApp app, List<Step> steps)
    {
        var fair = await Presences.BuildAsync(app);
        var people = new List<Guid>();
        var minute = 160;
        foreach (var step in steps.Prepend(new Step(StepKind.Come, 0, 60)).Take(8))
        {
            await TakeAsync(app, fair, people, step);
            await fair.SettleAsync(++minute);
        }

        await fair.SettleAsync(5 * 24 * 60);
        foreach (var person in people)
        {
            using var scope = app.Scope();
            var sum = await scope.Db.Set<ServiceRecord>().Where(r => r.VolunteerId == person && r.State == RecordState.Posted).SumAsync(r => r.Minutes);
            Assert.Equal(sum, await fair.BalanceAsync(person));
        }

        Assert.Null(await fair.VerifyAsync());
    }

    private static async Task TakeAsync(TestApp app, Presences fair, List<Guid> people, Step step)
    {
        if (step.Kind is StepKind.Come or StepKind.Forget or StepKind.Tick)
        {
            var word = step.Kind == StepKind.Tick ? ProofKinds.Word : Presences.Both;
            people.Add(await fair.ThereAsync(0, step.Kind == StepKind.Forget ? null : step.Minutes, word, word, seen: step.Kind == StepKind.Forget ? step.Minutes : 0));
            return;
        }

        using var scope = app.Scope();
        var person = people[step.Pick % people.Count];
        if (await scope.Db.Set<ServiceRecord>().OrderByDescending(r => r.Id).FirstOrDefaultAsync(r => r.SourceId == fair.Activity && r.VolunteerId == person) is not { } record)
        {
            return;
        }

        await using var work = await scope.Db.BeginWorkAsync();
        var done = step.Kind switch
        {
            StepKind.Confirm => record.Confirm(person, app.Clock.GetUtcNow().UtcDateTime),
            StepKind.Revoke => await scope.Get<Reversals>().RevokeAsync([record], "查实", CancellationToken.None),
            StepKind.Hold => record.Hold(person, app.Clock.GetUtcNow().UtcDateTime),
            StepKind.Release => record.Release(person, app.Clock.GetUtcNow().UtcDateTime),
            _ => record.State is not (RecordState.Questioned or RecordState.Publicity) && await scope.Get<Reversals>().CorrectAsync(record, step.Minutes, "更正", CancellationToken.None),
        };
        if (done)
        {
            scope.Db.Send(record, app.Clock);
            await scope.Db.SaveChangesAsync();
            await work.CommitAsync();
        }
    }

    private enum StepKind { Come, Forget, Tick, Confirm, Correct, Revoke, Hold, Release }

    private sealed record Step(StepKind Kind, int Pick, int Minutes);
}
