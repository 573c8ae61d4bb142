namespace Weiguang.People;

/// <summary>One role somebody holds: over a division with everything below it (0 is the whole country), or over one team.</summary>
public sealed record HeldRole(Guid GrantId, Role Role, long DivisionCode, Guid? TeamId);

/// <summary>Who makes this request, and in which of their roles. Empty for somebody who has not signed in.</summary>
public sealed class Visitor
{
    public Guid PersonId { get; private set; }

    public string Name { get; private set; } = "";

    public long DivisionCode { get; private set; }

    /// <summary>Every role held, lowest first; resident goes without saying.</summary>
    public IReadOnlyList<HeldRole> Roles { get; private set; } = [];

    /// <summary>The role in use (切换身份); null for a plain resident.</summary>
    public HeldRole? Acting { get; private set; }

    public string SessionId { get; private set; } = "";

    /// <summary>See <see cref="Kernel.Http.Network"/>; empty where nobody is at a phone.</summary>
    public string Network { get; private set; } = "";

    public bool IsSignedIn => PersonId != Guid.Empty;

    public bool Holds(Role role) => role == Role.Resident ? IsSignedIn : Roles.Any(held => held.Role == role);

    internal void Enter(Sessions.Presence presence, string network) =>
        (PersonId, Name, DivisionCode, Roles, Acting, SessionId, Network) = (presence.PersonId, presence.Name, presence.DivisionCode, presence.Roles, presence.Acting, presence.SessionId, network);
}

/// <summary>What teams are called; the module that has them registers it.</summary>
public interface ITeamNames
{
    Task<IReadOnlyDictionary<Guid, string>> NamesAsync(IEnumerable<Guid> ids, CancellationToken ct);
}
