using Weiguang.Kernel.Text;

namespace Weiguang.People;

/// <summary>What somebody may do here, lowest first. Everybody is a resident; one person may hold many roles.</summary>
public enum Role
{
    Resident,
    Volunteer,
    TeamLeader,
    Station,
    Coordinator,
    Admin,
}

/// <summary>Roles in words.</summary>
public static class RoleWords
{
    /// <summary>Roles that open the console over a range of divisions.</summary>
    public static bool IsStaff(this Role role) => role is Role.Station or Role.Coordinator or Role.Admin;

    /// <summary>The role in words of the API: <c>team-leader</c>.</summary>
    public static string Word(this Role role) => role == Role.TeamLeader ? "team-leader" : role.ToString().ToLowerInvariant();

    /// <summary>The role that a word of the API means; null when no role is called so.</summary>
    public static Role? OfWord(string? word) => Enum.GetValues<Role>().Cast<Role?>().FirstOrDefault(role => role!.Value.Word() == word);

    /// <summary>The role as people call it, a source phrase.</summary>
    public static string Title(this Role role) => role switch
    {
        Role.Resident => Phrase.Of("群众"),
        Role.Volunteer => Phrase.Of("志愿者"),
        Role.TeamLeader => Phrase.Of("队长"),
        Role.Station => Phrase.Of("站点工作人员"),
        Role.Coordinator => Phrase.Of("协调员"),
        Role.Admin => Phrase.Of("管理员"),
    };
}
