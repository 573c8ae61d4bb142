using System.Text.Json;
using Weiguang.Hours.Domain;
using Weiguang.Ledger;
using Weiguang.Messages;
using Weiguang.Messages.Domain;
using Weiguang.Orders;
using Weiguang.Orders.Domain;
using Weiguang.Simulation.Hours;

namespace Weiguang.Simulation.Orders;

/// <summary>Takes the steps of orders by their own verbs, and gathers what follows from them: messages in the words of the app, and news for the ledger.</summary>
internal sealed class Story(World world, Chance chance)
{
    private readonly Dictionary<Guid, string> _names = world.Everybody.DistinctBy(v => v.Id).ToDictionary(v => v.Id, v => v.Name);
    private readonly Dictionary<Guid, double> _patience = [];

    /// <summary>They find their latest news unread.</summary>
    private readonly HashSet<Guid> _players =
        [world.Players.Resident.Id, world.Players.Volunteer.Id, world.Players.Team.Leader.Id, world.Players.Desk.Keeper.Id, world.Players.Coordinator.Id];

    public List<Case> Cases { get; } = [];

    public string NameOf(Guid person) => _names[person];

    public List<Message> Messages { get; } = [];

    /// <summary>Minutes and points on their way to the ledger, with the time they left.</summary>
    public List<Proceed> Proceeds { get; } = [];

    /// <summary>Whose time counts already.</summary>
    public TimeTaken Time { get; } = new();

    /// <summary>Cases of doubtful hours: what an open one is about is not posted.</summary>
    public List<AnomalyCase> Suspicions { get; } = [];

    /// <summary>Minutes as they came and went, person by person.</summary>
    public List<(Guid Person, DateTime At, int Minutes)> Minutes { get; } = [];

    /// <exception cref="InvalidOperationException">The flow of orders does not allow the step: the simulation is wrong, not the order.</exception>
    public void Step(Case c, DateTime at, Func<Order, bool> verb)
    {
        var order = c.Order;
        var asked = order.Offers.Where(o => o.State == OfferState.Open).Select(o => o.VolunteerId).ToList();
        var (volunteer, told) = (order.VolunteerId, order.Story.Count);
        if (!verb(order))
        {
            throw new InvalidOperationException($"The step was not possible in state {order.Status} of order {order.Id}.");
        }

        foreach (var step in order.Story.Skip(told))
        {
            var name = step.Action == OrderAction.Dispute ? _names[order.AskerId] : order.VolunteerId is { } id ? _names[id] : "";
            foreach (var news in OrderNews.Of(order, step, asked, volunteer, name))
            {
                Put(news, OrderNews.LinkTo(order), at);
            }
        }
    }

    /// <summary>Both sides of a visit are told in the evening before.</summary>
    public void Remind(Case c, DateTime at)
    {
        var (order, link) = (c.Order, OrderNews.LinkTo(c.Order));
        var when = MessageBox.Span(order.AgreedFrom!.Value, order.AgreedTo!.Value);
        order.Remind(at);
        Tell(order.VolunteerId!.Value, OrderMessages.GoTomorrow, link, at, [order.Title, when, c.Asker.Home.Name]);
        Tell(order.AskerId, OrderMessages.ComesTomorrow, link, at, [order.Title, when, _names[order.VolunteerId.Value]]);
    }

    public void Rewarded(DateTime at, RewardGranted reward) => Proceeds.Add(new(at) { Reward = reward });

    /// <summary>Minutes of a service record.</summary>
    public void Counted(DateTime at, Posting posting)
    {
        Proceeds.Add(new(at) { Record = posting });
        Minutes.Add((posting.To.PersonId!.Value, at, posting.Amount));
    }

    /// <summary>A transfer is taken back by somebody who decides so.</summary>
    public void Reversed(DateTime at, Guid transfer, Guid person, int minutes, string reason, Guid by)
    {
        Proceeds.Add(new(at) { Back = (transfer, reason, by) });
        Minutes.Add((person, at, -minutes));
    }

    private void Put(News news, string link, DateTime at) => Tell(news.To, news.Kind, link, at, news.Arguments);

    /// <summary>A message that is read some time later, or not yet.</summary>
    public void Tell(Guid to, MessageKind kind, string link, DateTime at, IReadOnlyList<string> arguments)
    {
        if (at < world.Start)
        {
            return; // Older news has long been read and cleared away.
        }

        var message = new Message { PersonId = to, Id = chance.Id(at), Kind = kind.Code, ArgumentsJson = JsonSerializer.Serialize(arguments), Link = link, At = at };
        var read = at.AddSeconds((int)(60 * chance.Around(PatienceOf(to), 1.1)));
        if (read <= world.Now && !(_players.Contains(to) && at > world.Now.AddHours(-6)))
        {
            message.Read(read);
        }

        Messages.Add(message);
    }

    /// <summary>Minutes until half of the messages are read: some look at once, some of the old never.</summary>
    private double PatienceOf(Guid person)
    {
        if (!_patience.TryGetValue(person, out var minutes))
        {
            _patience[person] = minutes = _players.Contains(person) ? 30 : chance.Happens(0.1) ? 1_000_000 : chance.Around(60, 1.2);
        }

        return minutes;
    }
}
