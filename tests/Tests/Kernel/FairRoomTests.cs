using FsCheck;
using FsCheck.Fluent;
using Weiguang.Kernel.Desks;

namespace Weiguang.Tests.Kernel;

public class FairRoomTests
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_brings_one_is_let_in_before_the_rest_of_who_brings_many()
    {
        var room = new FairRoom(places: 2, ofOne: 2, waiting: 100, waitingOfOne: 100, Long);
        var inside = (await room.EnterAsync("many", 1, Ct), await room.EnterAsync("many", 1, Ct));
        var rest = Enumerable.Range(0, 20).Select(_ => room.EnterAsync("many", 1, Ct).AsTask()).ToList();
        var one = room.EnterAsync("one", 1, Ct).AsTask();

        inside.Item1!.Dispose();

        Assert.NotNull(await one);
        Assert.Equal(20, room.Waiting);
        Assert.DoesNotContain(rest, r => r.IsCompleted);
    }

    [Fact]
    public async Task One_and_the_same_leaves_places_to_others()
    {
        var room = new FairRoom(places: 4, ofOne: 1, waiting: 100, waitingOfOne: 100, Long);
        var first = await room.EnterAsync("many", 1, Ct);
        var second = room.EnterAsync("many", 1, Ct).AsTask();

        Assert.NotNull(await room.EnterAsync("one", 1, Ct));

        Assert.False(second.IsCompleted);
        first!.Dispose();
        first.Dispose(); // Once is enough.
        Assert.NotNull(await second);
        Assert.Equal(0, room.Waiting);
    }

    [Fact]
    public async Task Who_says_goodbye_twice_does_not_take_the_next_one_of_that_name_along()
    {
        var room = new FairRoom(places: 1, ofOne: 1, waiting: 100, waitingOfOne: 100, Long);
        var first = await room.EnterAsync("one", 1, Ct);
        first!.Dispose();
        var second = await room.EnterAsync("one", 1, Ct);
        var third = room.EnterAsync("one", 1, Ct).AsTask();

        first.Dispose();
        second!.Dispose();

        Assert.NotNull(await third.WaitAsync(TimeSpan.FromSeconds(30), Ct));
    }

    /// <summary>However people come, leave, leave again and go away from the line: nobody waits while there is a place for them, and at the end all are gone.</summary>
    [Fact]
    public void Nobody_waits_beside_a_free_place() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll(
        Gen.ListOf(from who in Gen.Choose(0, 3) from act in Gen.Choose(0, 3) from which in Gen.Choose(0, 30) select (Who: $"{who}", Act: act, Which: which)).ToArbitrary(),
        steps =>
        {
            var room = new FairRoom(places: 3, ofOne: 2, waiting: 50, waitingOfOne: 50, Long);
            var guests = new List<(string Who, Task<IDisposable?> Task, CancellationTokenSource Gone)>();
            foreach (var (who, act, which) in steps)
            {
                if (act < 2 || guests.Count == 0)
                {
                    var gone = new CancellationTokenSource();
                    guests.Add((who, room.EnterAsync(who, 1, gone.Token).AsTask(), gone));
                }
                else if (guests[which % guests.Count] is var guest && act == 2)
                {
                    guest.Gone.Cancel();
                }
                else if (guest.Task.IsCompletedSuccessfully)
                {
                    guest.Task.Result?.Dispose();
                }
            }

            while (guests.Count > 0)
            {
                // Answers come on a thread of the pool.
                Assert.True(Task.WaitAny([.. guests.Select(g => g.Task)], TimeSpan.FromSeconds(30)) >= 0, "Somebody waits beside free places.");
                var answered = guests.FindAll(g => g.Task.IsCompleted); // Who is answered while these leave has its turn in the next round.
                foreach (var guest in answered.Where(g => g.Task.IsCompletedSuccessfully))
                {
                    guest.Task.Result?.Dispose();
                    guest.Task.Result?.Dispose();
                }

                guests.RemoveAll(answered.Contains);
            }
        }));

    [Fact]
    public async Task Who_needs_many_places_is_not_overtaken_for_ever()
    {
        var room = new FairRoom(places: 4, ofOne: 4, waiting: 100, waitingOfOne: 100, Long);
        var first = await room.EnterAsync("a", 1, Ct);
        var large = room.EnterAsync("b", 9, Ct).AsTask(); // All there are.
        var small = room.EnterAsync("c", 1, Ct).AsTask();
        Assert.Equal(2, room.Waiting);

        first!.Dispose();

        using (Assert.IsType<IDisposable>(await large, exactMatch: false))
        {
            Assert.Equal(1, room.Waiting);
        }

        Assert.NotNull(await small);
    }

    [Fact]
    public async Task When_the_line_is_full_the_last_of_the_longest_goes()
    {
        var room = new FairRoom(places: 1, ofOne: 1, waiting: 4, waitingOfOne: 3, Long);
        using var inside = await room.EnterAsync("in", 1, Ct);
        var many = Enumerable.Range(0, 3).Select(_ => room.EnterAsync("many", 1, Ct).AsTask()).ToList();
        Assert.Null(await room.EnterAsync("many", 1, Ct));
        var one = room.EnterAsync("one", 1, Ct).AsTask();
        var other = room.EnterAsync("other", 1, Ct).AsTask();

        Assert.Null(await many[2]);

        Assert.Equal([false, false], [one.IsCompleted, other.IsCompleted]);
        Assert.Equal(4, room.Waiting);
    }

    [Fact]
    public async Task Who_goes_away_while_waiting_leaves_the_line()
    {
        var room = new FairRoom(places: 1, ofOne: 1, waiting: 1, waitingOfOne: 1, Long);
        var inside = await room.EnterAsync("in", 1, Ct);
        using var gone = new CancellationTokenSource();
        var waiting = room.EnterAsync("a", 1, gone.Token).AsTask();

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        var next = room.EnterAsync("b", 1, Ct).AsTask();
        inside!.Dispose();
        Assert.NotNull(await next);
    }

    [Fact]
    public async Task Nobody_waits_for_ever()
    {
        var room = new FairRoom(places: 2, ofOne: 2, waiting: 100, waitingOfOne: 100, TimeSpan.FromMilliseconds(1));
        using var inside = await room.EnterAsync("in", 2, Ct);

        Assert.Null(await room.EnterAsync("a", 1, Ct));

        Assert.Equal(0, room.Waiting);
    }
}
