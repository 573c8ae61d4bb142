using Microsoft.Extensions.DependencyInjection;

namespace Weiguang.Kernel.Access;

/// <summary>Something that roles are allowed to do. Each module lists its own beside its code (<c>OrderPermissions</c>) and makes them known with <c>KnowPermissions</c>.</summary>
/// <param name="Name"><c>module.verb</c>, in small letters with hyphens: the policy of its doors, and what stands in rows. It never changes.</param>
/// <param name="Words">Source phrase of what it allows.</param>
/// <param name="Given">The roles that hold it out of the box, in the words of the API.</param>
public sealed record Permission(string Name, string Words, IReadOnlyList<string> Given)
{
    public const int LongestName = 60;

    /// <summary>The role it cannot be taken from, because nobody else could give it back; null for most.</summary>
    public string? StaysWith { get; init; }

    /// <summary>Permissions that nobody may hold besides it over the same places.</summary>
    public IReadOnlyList<string> NeverWith { get; init; } = [];

    /// <summary>Why not, a source phrase.</summary>
    public string NeverBecause { get; init; } = "";

    /// <summary>The module that it belongs to.</summary>
    public string Module => Name[..Name.IndexOf('.', StringComparison.Ordinal)];
}

/// <summary>To whom a permission is given out of the box.</summary>
public static class GivenTo
{
    public static readonly IReadOnlyList<string> Staff = ["station", "coordinator", "admin"];
    public static readonly IReadOnlyList<string> Coordinators = ["coordinator", "admin"];
    public static readonly IReadOnlyList<string> Admins = ["admin"];
}

/// <summary>The permissions of one module.</summary>
/// <param name="Heading">Source phrase of what they are about.</param>
public sealed record KnownPermissions(string Heading, IReadOnlyList<Permission> All);

/// <summary>The permissions of all modules, in the order of their modules.</summary>
/// <exception cref="ArgumentException">Two have one name.</exception>
public sealed class Permissions(IEnumerable<KnownPermissions> known)
{
    private readonly Dictionary<string, Permission> _byName = known.SelectMany(k => k.All).ToDictionary(p => p.Name);
    private readonly Dictionary<string, string> _headings = known.SelectMany(k => k.All.Select(p => (p.Module, k.Heading))).Distinct().ToDictionary();

    public IReadOnlyCollection<Permission> All => _byName.Values;

    /// <summary>What the permissions of a module are about, a source phrase.</summary>
    public string HeadingOf(string module) => _headings[module];

    /// <summary>Null when no module has one of that name.</summary>
    public Permission? Find(string? name) => name is null ? null : _byName.GetValueOrDefault(name);
}

public static class PermissionServices
{
    public static IServiceCollection KnowPermissions(this IServiceCollection services, string heading, IReadOnlyList<Permission> permissions) =>
        services.AddSingleton(new KnownPermissions(heading, permissions));
}
