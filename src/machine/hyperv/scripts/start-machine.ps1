param($Request)

Hyper-V\Start-VM -Name $Request.name
