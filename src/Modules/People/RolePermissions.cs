using System.Collections.Frozen;
using Weiguang.Kernel.Access;

namespace Weiguang.People;

/// <summary>Which role holds which permissions.</summary>
public sealed class RolePermissions(Permissions known)
{
    /// <summary>The roles that permissions are given to: those that act over a range of divisions. What others may do follows from what is theirs.</summary>
    internal static readonly IReadOnlyList<Role> Roles = [.. Enum.GetValues<Role>().Where(r => r.IsStaff())];

    private readonly FrozenDictionary<Role, FrozenSet<string>> _held = Roles.ToFrozenDictionary(r => r, r => known.All.Where(p => p.Given.Contains(r.Word())).Select(p => p.Name).ToFrozenSet());

    /// <summary>Names of everything this role may do.</summary>
    public FrozenSet<string> Of(Role role) => _held.GetValueOrDefault(role) ?? [];

    /// <summary>The roles that hold a permission, lowest first.</summary>
    public IReadOnlyList<Role> HoldersOf(string permission) => [.. Roles.Where(r => Of(r).Contains(permission))];
}
