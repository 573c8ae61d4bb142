using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Weiguang.Activities.Organising;
using Weiguang.Activities.Seats;
using Weiguang.Hours.Proving;
using Weiguang.Kernel;
using Weiguang.Kernel.Outbox;
using Weiguang.Kernel.Time;
using Weiguang.Ledger;
using Weiguang.Orders.Clocks;
using Weiguang.Recognition.Stars;

namespace Weiguang.Simulation.Cheats.Stages;

/// <summary>What goes on by itself while the clock moves: the rounds of all patrols, the outbox, and the anchor of each night.</summary>
internal sealed class Rounds(CheatSite site, CancellationToken ct)
{
    /// <summary>The real ones come every twenty seconds; what is due stands in rows, so later ones find the same.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(30);
    private const int BusyDays = 14;
    private const int NightHours = 8;

    private readonly DateTime _begins = site.Clock.Now();
    private DateTime _next = site.Clock.Now() + Pause;
    private DateOnly _anchored = site.Clock.Today();

    /// <summary>Rounds come at fixed times, whoever plays: what becomes of a trick does not hang on the others.</summary>
    public async Task GoAsync(DateTime at)
    {
        for (; _next <= at; _next = After(_next))
        {
            site.Clock.Set(_next);
            await WalkAsync();
        }

        site.Clock.Set(at);
    }

    private DateTime After(DateTime round)
    {
        do
        {
            round += Pause;
        }
        while (!IsBusy(round) && round.TimeOfDay.Ticks % TimeSpan.FromHours(NightHours).Ticks != 0);

        return round;
    }

    private bool IsBusy(DateTime round) => round < _begins.AddDays(BusyDays) && round.ToShanghai().Hour is >= 7 and <= 21;

    public async Task WalkAsync()
    {
        await Find<SeatPatrol>().WalkAsync(ct);
        await Find<ActivityPatrol>().WalkAsync(ct);
        await Find<OrderPatrol>().WalkAsync(ct);
        await Find<OutboxPump>().DrainAsync(ct);
        await Find<HoursPatrol>().WalkAsync(ct);
        await Find<OutboxPump>().DrainAsync(ct);
        if (site.Clock.Today() > _anchored)
        {
            _anchored = site.Clock.Today();
            await Find<StarPatrol>().WalkAsync(balances: true, ct);
            await using var scope = Find<IServiceScopeFactory>().SystemScope();
            await scope.ServiceProvider.GetRequiredService<AnchorBook>().TakeAsync(ct);
        }
    }

    /// <summary>Takes what walks by itself out of the product, so that rounds come when the played clock moves, and only then.</summary>
    public static void Still(IServiceCollection services)
    {
        foreach (var walker in services.Where(s => s.ServiceType == typeof(IHostedService) && Walks(s.ImplementationFactory?.GetType().GenericTypeArguments[^1])).ToList())
        {
            services.Remove(walker);
        }
    }

    private static bool Walks(Type? service) => service == typeof(OutboxPump) || service?.Name.EndsWith("Patrol", StringComparison.Ordinal) == true;

    private T Find<T>() where T : notnull => site.Services.GetRequiredService<T>();
}
