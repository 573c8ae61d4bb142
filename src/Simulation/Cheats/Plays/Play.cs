using Microsoft.EntityFrameworkCore;
using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.Kernel;
using Weiguang.People;
using Weiguang.Simulation.Cheats.Stages;

namespace Weiguang.Simulation.Cheats.Plays;

/// <summary>One play of a trick, or of honest people: who acts in it, what was refused, and what they would get.</summary>
/// <param name="day">Its day, counted from the first.</param>
internal sealed class Play(Stage stage, Trick trick, int day)
{
    private readonly Dictionary<string, int> _refused = [];

    public Stage Stage => stage;

    public Trick Trick => trick;

    public Chance Chance { get; } = stage.Chance.Branch($"{trick.Group} {trick.Name} {day}");

    public List<Loot> Loot { get; } = [];

    /// <summary>Problems that were answered, and how often.</summary>
    public IReadOnlyDictionary<string, int> Refused => _refused;

    public int Steps { get; private set; }

    /// <summary>What it came to where that is no matter of minutes.</summary>
    public Outcome? Told { get; private set; }

    /// <summary>The worse of two tells.</summary>
    public void Tell(Outcome outcome) => Told = Told > outcome ? Told : outcome;

    /// <summary>By the clock in China on the day of the play, or so many days later.</summary>
    public DateTime At(int hour, int minute = 0, int later = 0) => stage.At(day + later, hour, minute);

    public Task UntilAsync(DateTime at) => stage.Timeline.UntilAsync(at);

    public Task WaitAsync(double minutes) => stage.Timeline.UntilAsync(stage.Now.AddMinutes(minutes));

    public void Wants(Guid source, Somebody who, int allowed = 0) => Loot.Add(new(who.Id, source, allowed));

    public void Wants(Guid source, IEnumerable<Somebody> people, int allowed = 0)
    {
        foreach (var who in people)
        {
            Wants(source, who, allowed);
        }
    }

    public Task<Said> GetAsync(Somebody? who, string path, string? host = null) => KeepAsync(stage.SendAsync(who, HttpMethod.Get, path, host: host));

    public Task<Said> PostAsync(Somebody who, string path, object? body = null) => KeepAsync(stage.SendAsync(who, HttpMethod.Post, path, body));

    public Task<Said> PutAsync(Somebody who, string path, object body) => KeepAsync(stage.SendAsync(who, HttpMethod.Put, path, body));

    public Task<Said> DeleteAsync(Somebody who, string path) => KeepAsync(stage.SendAsync(who, HttpMethod.Delete, path));

    /// <summary>The same where nothing can go on without it.</summary>
    public async Task<Said> NeedAsync(Somebody who, string path, object? body = null) =>
        await PostAsync(who, path, body) is { IsGood: true } said ? said : throw new FoiledException(path);

    /// <summary>The record of somebody's service, as it stands.</summary>
    public Task<ServiceRecord?> RecordAsync(Guid source, Somebody who) => stage.ReadAsync(db =>
        db.Set<ServiceRecord>().AsNoTracking().Where(r => r.SourceId == source && r.VolunteerId == who.Id).OrderByDescending(r => r.Id).FirstOrDefaultAsync(stage.Ct));

    /// <summary>Stands by somebody's record, their own or another's.</summary>
    public async Task ConfirmAsync(Somebody by, Guid source, params IEnumerable<Somebody> whose)
    {
        foreach (var who in whose)
        {
            if (await RecordAsync(source, who) is { State: RecordState.Unconfirmed } record)
            {
                await PostAsync(by, $"/api/v1/hours/{source}/records/{record.Id}/confirm");
            }
        }
    }

    /// <summary>Stands by it where the product offers that, as honest people do, who press no button that is not there.</summary>
    public async Task ConfirmWhereAskedAsync(Somebody by, Guid source, params IEnumerable<Somebody> whose)
    {
        foreach (var who in whose)
        {
            if (await RecordAsync(source, who) is { State: RecordState.Unconfirmed } record && $"/api/v1/hours/{source}/records/{record.Id}" is var api
                && (await GetAsync(by, api)).Body.TryGetProperty("record", out var line) && line.GetProperty("mayConfirm").GetBoolean())
            {
                await PostAsync(by, $"{api}/confirm");
            }
        }
    }

    public async Task ConfirmOwnAsync(Guid source, params IEnumerable<Somebody> people)
    {
        foreach (var who in people)
        {
            await ConfirmAsync(who, source, who);
        }
    }

    public Task<Crew> CrewAsync(Place place) => stage.CrewAsync(place);

    public Task<Somebody> CoordinatorAsync(Place home) => stage.StaffAsync(home, Role.Coordinator, Stage.County);

    public Task<Somebody> ClerkAsync(Place home) => stage.StaffAsync(home, Role.Station);

    public async Task RunAsync()
    {
        try
        {
            await trick.Plays(this);
        }
        catch (FoiledException foiled)
        {
            if (_refused.Count == 0)
            {
                _refused.Add(foiled.Message, 1);
            }
        }
    }

    private async Task<Said> KeepAsync(Task<Said> sending)
    {
        var said = await sending;
        Steps++;
        if (!said.IsGood)
        {
            _refused[said.Problem] = _refused.GetValueOrDefault(said.Problem) + 1;
        }

        return said;
    }
}
