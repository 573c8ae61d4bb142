using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.Simulation.Cheats.Plays;
using Weiguang.Simulation.Cheats.Stages;

namespace Weiguang.Simulation.Cheats.Honest;

/// <summary>An honest activity with the mess there is: late, forgotten, borrowed phones, a list ticked at once, a kiosk with or without network, a second shift the same day, no signal.</summary>
internal sealed class HonestDoor(Play play, Crew crew, Somebody clerk, Somebody[] everybody, int number, bool oneNetwork, bool oneOldPhone)
{
    /// <summary>So many are entered afterwards: a small team has a small quota.</summary>
    private const int FewEnough = 6;

    private readonly Kind _kind = KindOf(number);
    private readonly int _hour = number % 2 == 0 ? 9 : 14;
    private readonly Somebody[] _people = KindOf(number) == Kind.NoSignal ? [.. everybody.Take(FewEnough)] : everybody;

    private enum Kind { Phones, List, Cards, Through, NoSignal, Twice, Kiosk, FarKiosk }

    private static readonly (Kind Kind, int Weight)[] Kinds = [(Kind.Phones, 19), (Kind.List, 5), (Kind.Cards, 3), (Kind.Through, 4), (Kind.NoSignal, 2), (Kind.Twice, 3), (Kind.Kiosk, 2), (Kind.FarKiosk, 2)];

    public async Task RunAsync()
    {
        var (from, to) = (play.At(_hour), play.At(_hour + 2));
        await play.UntilAsync(from.AddHours(-20));
        var posts = _kind switch
        {
            Kind.Through => Outing.Posts(40, (from, from.AddHours(1)), (from.AddHours(1), to)),
            Kind.Twice => Outing.Posts(40, (from, from.AddMinutes(50)), (from.AddMinutes(70), to)),
            Kind.Phones or Kind.List or Kind.Cards or Kind.NoSignal or Kind.Kiosk or Kind.FarKiosk => Outing.Posts(40, (from, to)),
        };
        var outing = await Outing.CallAsync(play, crew, from, to, ("posts", posts));
        await outing.SeatAsync(_people);
        play.Stage.Trusts(outing.Id, _people);
        await (_kind switch
        {
            Kind.Phones => PhonesAsync(outing),
            Kind.Through => PhonesAsync(outing, isThrough: true),
            Kind.List => TickedAsync(outing, cards: false),
            Kind.Cards => TickedAsync(outing, cards: true),
            Kind.NoSignal => EnteredAsync(outing),
            Kind.Twice => TwiceAsync(outing),
            Kind.Kiosk => KioskAsync(outing, hasNetwork: true),
            Kind.FarKiosk => KioskAsync(outing, hasNetwork: false),
        });
        await AskAgainAsync(outing);
    }

    /// <summary>In fixed shares, so that small plans have all of them.</summary>
    private static Kind KindOf(int number)
    {
        var at = number * 17 % Kinds.Sum(k => k.Weight);
        return Kinds.First(k => (at -= k.Weight) < 0).Kind;
    }

    private sealed record Guest(Somebody Who, DateTime Comes, DateTime? Goes, bool Scans, bool Finds);

    private async Task PhonesAsync(Outing outing, bool isThrough = false)
    {
        var guests = _people.Select((who, i) => GuestOf(outing, Phone(who, i))).ToList();
        foreach (var guest in guests.OrderBy(g => g.Comes))
        {
            await play.UntilAsync(guest.Comes);
            await outing.ComeByAsync(guest.Who, ProofEnd.In, guest.Finds ? outing.Near() : null, guest.Scans);
        }

        if (isThrough)
        {
            await play.UntilAsync(outing.From.AddMinutes(70));
            foreach (var guest in guests)
            {
                await outing.ComeByAsync(guest.Who, ProofEnd.Seen, guest.Finds ? outing.Near() : null, guest.Scans);
                await play.WaitAsync(0.4);
            }
        }

        foreach (var guest in guests.Where(g => g.Goes is not null).OrderBy(g => g.Goes))
        {
            await play.UntilAsync(guest.Goes!.Value);
            await outing.ComeByAsync(guest.Who, ProofEnd.Out, guest.Finds ? outing.Near() : null, guest.Scans);
        }
    }

    /// <summary>Home for a while between two shifts, and back: everybody shows themselves four times.</summary>
    private async Task TwiceAsync(Outing outing)
    {
        foreach (var (from, to) in new[] { (outing.From, outing.From.AddMinutes(50)), (outing.From.AddMinutes(70), outing.To) })
        {
            var guests = _people.Select((who, i) => GuestOf(from, to, Phone(who, i))).ToList();
            foreach (var (at, end, guest) in guests.Select(g => (g.Comes, ProofEnd.In, g)).Concat(guests.Where(g => g.Goes is not null).Select(g => (g.Goes!.Value, ProofEnd.Out, g))).OrderBy(step => step.Item1))
            {
                await play.UntilAsync(at);
                await outing.ComeByAsync(guest.Who, end, guest.Finds ? outing.Near() : null, guest.Scans);
            }
        }
    }

    /// <summary>A phone at the door reads the cards, one after the other. Where there is no network it was opened in the village, and brings home what it read when it is carried back.</summary>
    private async Task KioskAsync(Outing outing, bool hasNetwork)
    {
        await play.UntilAsync(outing.From.AddMinutes(-25));
        var kiosk = await Booth.OpenAsync(outing);
        foreach (var (around, end) in new[] { (outing.From, ProofEnd.In), (outing.To, ProofEnd.Out) })
        {
            foreach (var (at, who) in _people.Select(who => (around.AddMinutes(play.Chance.Normal(end == ProofEnd.In ? -6 : 2, 4)), who)).OrderBy(g => g.Item1))
            {
                await play.UntilAsync(at);
                kiosk.Note([who], end);
                await (hasNetwork ? kiosk.BringAsync() : Task.CompletedTask);
            }
        }

        await play.UntilAsync(outing.To.AddMinutes(25));
        await kiosk.BringAsync();
    }

    /// <summary>A couple comes with one phone; three sisters share an old one; elsewhere everybody is in one wireless network.</summary>
    private Somebody Phone(Somebody who, int at)
    {
        var owner = at < 3 && oneOldPhone ? _people[0] : at is 5 && _people.Length > 5 ? _people[4] : who;
        return who with { Device = owner.Device, Network = oneNetwork ? crew.Home.Network : owner.Network };
    }

    private Guest GuestOf(Outing outing, Somebody who) => GuestOf(outing.From, outing.To, who);

    private Guest GuestOf(DateTime from, DateTime to, Somebody who)
    {
        var comes = from.AddMinutes(play.Chance.Happens(0.1) ? play.Chance.Between(6.0, 28) : play.Chance.Normal(-7, 5));
        var goes = to.AddMinutes(play.Chance.Happens(0.05) ? -play.Chance.Between(15.0, 40) : play.Chance.Normal(1, 4));
        var luck = play.Chance.Unit();
        return new(who, comes, play.Chance.Happens(0.05) ? null : goes, Scans: luck < 0.85, Finds: luck is < 0.6 or >= 0.85);
    }

    /// <summary>The leader calls the roll: everybody who is there is ticked by one press. Or scans the cards at the door, one after the other.</summary>
    private async Task TickedAsync(Outing outing, bool cards)
    {
        foreach (var end in (ProofEnd[])[ProofEnd.In, ProofEnd.Out])
        {
            await play.UntilAsync((end == ProofEnd.In ? outing.From : outing.To).AddMinutes(play.Chance.Between(-4.0, 4)));
            foreach (var some in cards ? _people.Select(p => new[] { p }) : [_people])
            {
                await outing.TickAsync(crew.Lead, end, some, cards);
                await play.WaitAsync(cards ? play.Chance.Between(0.1, 0.9) : 0);
            }
        }
    }

    /// <summary>Nobody had signal in the hills: entered in the evening, with a picture, by everybody's yes.</summary>
    private async Task EnteredAsync(Outing outing)
    {
        await play.UntilAsync(outing.To.AddHours(4));
        var paper = await Paper.HandInAsync(outing, _people, outing.From.AddMinutes(3), outing.To.AddMinutes(-2));
        await play.UntilAsync(play.At(10, later: 1));
        await paper.DecideAsync(clerk);
    }

    /// <summary>The next days: words are confirmed, forgotten ends said, and one in forty asks for what is missing.</summary>
    private async Task AskAgainAsync(Outing outing)
    {
        await play.UntilAsync(play.At(19).AddMinutes(play.Chance.Between(0, 60)));
        foreach (var who in _people)
        {
            if (await play.RecordAsync(outing.Id, who) is not { } record)
            {
                continue;
            }

            var api = $"/api/v1/hours/{outing.Id}/records/{record.Id}";
            if (record.State == RecordState.Unconfirmed && play.Chance.Happens(0.93))
            {
                await play.ConfirmWhereAskedAsync(who, outing.Id, who);
            }
            else if (record.State == RecordState.Questioned)
            {
                var until = Outing.Offset(outing.To.AddMinutes(-5));
                await play.PostAsync(who, $"{api}/end", new { until });
                await play.PostAsync(crew.Lead, $"{api}/end", new { until });
            }
            else if (record is { State: RecordState.Posted, Minutes: < 115 and > 60 } && play.Chance.Happens(0.025))
            {
                await CorrectAsync(outing, who, api, record.Minutes);
            }
        }

        await play.UntilAsync(play.At(20, later: 1));
        foreach (var who in _people)
        {
            await play.ConfirmWhereAskedAsync(who, outing.Id, who);
            await play.ConfirmWhereAskedAsync(crew.Lead, outing.Id, who);
            await play.ConfirmWhereAskedAsync(clerk, outing.Id, who); // Rang them up.
        }
    }

    /// <summary>Came on time and found the code late: the leader saw it.</summary>
    private async Task CorrectAsync(Outing outing, Somebody who, string record, int minutes)
    {
        await play.NeedAsync(who, $"{record}/corrections", new { reason = "我九点就到了，排队扫码耽误了" });
        var correction = (await play.GetAsync(who, record)).Body.GetProperty("corrections")[0].GetProperty("id").GetGuid();
        await play.NeedAsync(crew.Lead, $"/api/v1/hours/{outing.Id}/corrections/{correction}/proposal", new { minutes = minutes + 5, answer = "对，我在门口看见了" });
        await play.PostAsync(clerk, $"/api/v1/hours/{outing.Id}/corrections/{correction}/decision", new { approved = true, decision = "问过了，属实" });
    }
}
