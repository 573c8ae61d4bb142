using Weiguang.Hours.Domain;
using Weiguang.People;
using Weiguang.Regions;

namespace Weiguang.Hours.Records;

/// <summary>Who is asked on the organisers' side: the person in charge; for a visit the office that sent somebody, whoever holds it now.</summary>
internal sealed class InCharge(RoleBook roles)
{
    /// <summary>Never the one who served.</summary>
    public async Task<IEnumerable<Guid>> OfAsync(ServiceRecord record, CancellationToken ct) =>
        (record.IsOffices ? await StaffAsync(record.DivisionCode, ct) : [record.LeadId]).Where(p => p != record.VolunteerId);

    /// <summary>Staff of the village and township; where there are none, coordinators of the county.</summary>
    public async Task<IReadOnlyList<Guid>> StaffAsync(long division, CancellationToken ct)
    {
        var (village, township, county) = (DivisionCodes.Above(division, 5), DivisionCodes.Above(division, 4), DivisionCodes.Above(division, 3));
        List<Guid> staff = [.. await roles.HoldersAsync(Role.Station, village, village + 1, ct), .. await roles.HoldersAsync(Role.Station, township, township + 1, ct)];
        return [.. (staff.Count > 0 ? staff : await roles.HoldersAsync(Role.Coordinator, county, county + 1, ct)).Distinct()];
    }
}
