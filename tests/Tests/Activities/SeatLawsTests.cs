using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Activities.Domain;
using Weiguang.Activities.Seats;
using Weiguang.Activities.Seats.Line;
using Weiguang.Kernel.Time;

namespace Weiguang.Tests.Activities;

/// <summary>Whatever people and organisers do, in whatever order, while time goes by: the book of seats keeps its laws after every single move.</summary>
public class SeatLawsTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private const int People = 6;

    private enum Kind { SignUp, Cancel, Confirm, Pass, Remove, Resize, CallOff, Later }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Any_history_keeps_the_laws(string database)
    {
        var app = await apps.On(database);
        var step =
            from kind in Gen.Frequency(
                (9, Gen.Constant(Kind.SignUp)), (5, Gen.Constant(Kind.Cancel)), (5, Gen.Constant(Kind.Confirm)), (3, Gen.Constant(Kind.Pass)),
                (1, Gen.Constant(Kind.Remove)), (2, Gen.Constant(Kind.Resize)), (3, Gen.Constant(Kind.Later)), (1, Gen.Constant(Kind.CallOff)))
            from person in Gen.Choose(0, People - 1)
            from shift in Gen.Frequency((5, Gen.Constant(0)), (1, Gen.Constant(1)), (2, Gen.Constant(2)))
            from amount in Gen.Choose(0, 4)
            select new Step(kind, person, shift, amount);
        var history = from length in Gen.Choose(5, 40) from steps in Gen.ListOf(step, length) select steps;
        Prop.ForAll(history.ToArbitrary(), steps => KeepsAsync(app, steps).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(database == TestDatabases.Sqlite ? 40 : 12));
    }

    private static async Task KeepsAsync(TestApp app, IEnumerable<Step> steps)
    {
        // Two shifts one after the other, and a third elsewhere at the time of the first.
        var (one, shifts) = await app.ActivityAsync(begins: TimeSpan.FromHours(26), capacities: [2, 1]);
        var (two, others) = await app.ActivityAsync(begins: TimeSpan.FromHours(27), capacities: 1);
        (Guid Activity, Guid Shift)[] places = [(one, shifts[0]), (one, shifts[1]), (two, others[0])];
        var people = await app.VolunteersAsync(People);
        var before = await ReadAsync(app, one, two);
        foreach (var step in steps)
        {
            await TakeAsync(app, step, places[step.Shift], people[step.Person]);
            var after = await ReadAsync(app, one, two);
            AssertLaws(before, after, app.Clock.Now(), step);
            before = after;
        }
    }

    private static async Task TakeAsync(TestApp app, Step step, (Guid Activity, Guid Shift) at, Guid person)
    {
        using var scope = app.Services.CreateScope();
        var (viewer, book) = (scope.ServiceProvider.GetRequiredService<Viewer>(), scope.ServiceProvider.GetRequiredService<SeatBook>());
        if (step.Kind is Kind.Cancel or Kind.Confirm or Kind.Pass)
        {
            viewer.Become(person);
        }
        else
        {
            viewer.BecomeSystem();
        }

        Task move = step.Kind switch
        {
            Kind.SignUp => scope.ServiceProvider.GetRequiredService<SeatDesk>().SettleAsync([new SeatRequest(at.Activity, at.Shift, person)], default),
            Kind.Cancel => book.CancelAsync(at.Activity, at.Shift, "家里有事", default),
            Kind.Confirm => book.ConfirmAsync(at.Activity, at.Shift, default),
            Kind.Pass => book.PassAsync(at.Activity, at.Shift, default),
            Kind.Remove => book.RemoveAsync(at.Activity, at.Shift, person, "人手够了", default),
            Kind.Resize => book.ResizeAsync(at.Activity, at.Shift, step.Amount, default),
            Kind.CallOff => book.CallOffAsync(at.Activity, at.Shift, "下大雨", default),
            _ => LaterAsync(app, TimeSpan.FromMinutes(47 * (step.Amount + 1))),
        };
        await move;
    }

    private static Task<int> LaterAsync(TestApp app, TimeSpan by)
    {
        app.Clock.Advance(by);
        return app.Services.GetRequiredService<SeatPatrol>().WalkAsync(default);
    }

    private static void AssertLaws(Seats before, Seats after, DateTime now, Step step)
    {
        foreach (var shift in after.Shifts)
        {
            var rows = after.Signups.Where(s => s.ShiftId == shift.Id).ToList();
            var (was, waiting) = (before.Shifts.Single(s => s.Id == shift.Id), rows.Where(s => s.Status == SignupStatus.Waiting).ToList());
            Assert.True(rows.Count(s => s.HoldsSeat) == shift.Taken && waiting.Count == shift.Waiting, $"counts after {step}");
            Assert.True(shift.Taken <= Math.Max(shift.Capacity, was.Taken), $"oversold after {step}");
            Assert.True(waiting.Select(s => s.Place).Distinct().Count() == waiting.Count, $"two at one place after {step}");
            Assert.True(shift.Free <= 0 || waiting.Count == 0 || shift.StartsAt <= now || shift.CancelledAt is not null, $"a free seat nobody was offered after {step}");
            Assert.True(shift.CancelledAt is null || shift.Taken + shift.Waiting == 0, $"somebody left in a shift called off by {step}");
            var offered = rows.Where(s => s.Status == SignupStatus.Offered && before.Of(s)?.Status == SignupStatus.Waiting).ToList();
            Assert.True(offered.TrueForAll(o => waiting.TrueForAll(w => o.Place < w.Place)), $"overtaken by {step}");
        }

        foreach (var signup in after.Signups)
        {
            Assert.Equal(signup.Status == SignupStatus.Offered, signup.HoldUntil is not null);
            Assert.True(signup.HoldUntil is null || (signup.HoldUntil <= signup.StartsAt && (step.Kind != Kind.Later || signup.HoldUntil > now)), $"held too long after {step}");
            Assert.False(signup.HoldsSeat && after.Signups.Any(o => o.HoldsSeat && o.VolunteerId == signup.VolunteerId && o.ShiftId != signup.ShiftId && o.StartsAt < signup.EndsAt && signup.StartsAt < o.EndsAt));
        }
    }

    private static async Task<Seats> ReadAsync(TestApp app, params Guid[] activities)
    {
        using var scope = app.Scope();
        return new(
            await scope.Db.Set<Shift>().AsNoTracking().Where(s => activities.Contains(s.ActivityId)).ToListAsync(),
            await scope.Db.Set<Signup>().AsNoTracking().Where(s => activities.Contains(s.ActivityId)).ToListAsync());
    }

    private sealed record Step(Kind Kind, int Person, int Shift, int Amount);

    private sealed record Seats(List<Shift> Shifts, List<Signup> Signups)
    {
        public Signup? Of(Signup other) => Signups.Find(s => s.ShiftId == other.ShiftId && s.VolunteerId == other.VolunteerId);
    }
}
