# A disk that holds only what differs from its parent.
param($Request)

$null = Hyper-V\New-VHD -Path $Request.path -ParentPath $Request.parent -Differencing
