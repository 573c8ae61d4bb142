using Weiguang.Activities.Domain;

namespace Weiguang.Tests.Activities;

public class SignupKindsTests
{
    [Fact]
    public void A_query_counts_whom_memory_counts()
    {
        var (seated, on) = (SignupKinds.Seated.Compile(), SignupKinds.On.Compile());
        foreach (var status in Enum.GetValues<SignupStatus>())
        {
            var signup = new Signup { ActivityId = Guid.NewGuid(), ShiftId = Guid.NewGuid(), VolunteerId = Guid.NewGuid(), StartsAt = default, EndsAt = default, DivisionCode = 0 };
            signup.Become(status, default);
            Assert.Equal((status, status.HoldsSeat, status.IsOn), (status, seated(signup), on(signup)));
        }
    }
}
