namespace Weiguang.People;

/// <summary>How often somebody may take a list away: each is read from the database whole, and is personal data on its way out of the house.</summary>
public static class ExportVerbs
{
    public static readonly Verb Take = new("lists.export", PerHour: 20, PerDay: 60);
}
