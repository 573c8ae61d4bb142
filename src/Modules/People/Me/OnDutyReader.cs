using Weiguang.Kernel.Ui;
using Weiguang.People.Office;

namespace Weiguang.People.Me;

/// <summary>Who sits at the console: the visitor, in the role in use.</summary>
internal sealed class OnDutyReader(Visitor visitor, RolePlaces places) : IOnDuty
{
    public async Task<OnDuty?> ReadAsync(CancellationToken ct) => visitor.IsSignedIn
        ? new(visitor.Name, (visitor.Acting?.Role ?? Role.Resident).Title(), visitor.Acting is { } held ? (await places.OfAsync([(held.DivisionCode, held.TeamId)], ct))[0] : "", PeopleLinks.Me, PeopleLinks.SignOut)
        : null;
}
