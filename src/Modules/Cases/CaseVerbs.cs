using Weiguang.People;

namespace Weiguang.Cases;

internal static class CaseVerbs
{
    public static readonly Verb ReportPhoto = new("cases.report-photo", PerHour: 10, PerDay: 20);
}
