# Whether an ISO is attached to the host already, by whomever.
param($Request)

@{ attached = [bool] (Storage\Get-DiskImage -ImagePath $Request.path).Attached }
